// The room in which a scenario is passed on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base, open } from './harness.mjs';
import { eventually, screen } from './page.mjs';

const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };
const LINK = 'v=1&preset=as-written&name=Spring+plan&team.scaling=0.55';
// More hires than most, with names that nothing makes shorter.
let seed = 1;
const word = () => (seed = (seed * 48_271) % 2_147_483_647).toString(36);
const role = () => Array.from({ length: 9 }, word).join('+');
const LONG = `v=1&hires=${Array.from({ length: 40 }, (_, at) => `${1 + at * 0.5}:${51_234 + at * 17}:${role()}`).join()}`;

/** Opens the page with its share room. */
async function share(path, options = {}) {
  const page = await open(path, { ...CLIPBOARD, ...options });
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const room = page.getByRole('dialog', { name: 'Share' });
  await room.waitFor();
  return { page, room };
}

const field = (room) => room.getByRole('textbox', { name: 'Link' });

test('the link is that of the page; the copy button copies it and says so', async () => {
  const { page, room } = await share(`#${LINK}`);
  assert.equal(await field(room).inputValue(), `${base}#${LINK}`);
  await room.getByRole('button', { name: 'Copy link' }).click();
  await room.getByText('Link copied.').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${base}#${LINK}`);
  assert.doesNotMatch(await room.innerText(), /Too long/);
});

test('where copying is forbidden the room says so and what to do', async () => {
  const { room } = await share(`#${LINK}`, {
    permissions: [],
    prepare: (page) =>
      page.addInitScript(() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden here'));
      }),
  });
  await room.getByRole('button', { name: 'Copy link' }).click();
  await room.getByText(/forbidden here.*copied by hand/).waitFor();
});

test('a long link is copied compressed, warned of, and opens to the same scenario', async () => {
  const { page, room } = await share(`#${LONG}`);
  const link = await field(room).inputValue();
  assert.match(link, /#z=1\./);
  assert.ok(link.length > 2_000 && link.length < base.length + LONG.length, `${link.length}`);
  await room.getByText(/compressed from/).waitFor();
  assert.match(await room.getByRole('alert').innerText(), /Too long for some: .*Discord \(2,000\)/);
  await room.getByRole('button', { name: 'Copy link' }).click();
  await room.getByText('Link copied.').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, link);
  await page.getByRole('button', { name: 'Close' }).click();
  const expected = await screen(page);
  const other = await open(new URL(copied).hash);
  assert.deepEqual(await screen(other), expected);
  assert.equal(new URL(other.url()).hash, new URL(page.url()).hash);
});

test('the code is a picture with a name, and can be taken along', async () => {
  const { page, room } = await share(`#${LINK}`);
  const code = room.getByRole('img', { name: 'QR code of the link' });
  const { width, height } = await code.boundingBox();
  assert.ok(width === height && width >= 200, `${width}`);
  const [download] = await Promise.all([page.waitForEvent('download'), room.getByRole('button', { name: 'Download as SVG' }).click()]);
  assert.equal(download.suggestedFilename(), 'headroom-link.svg');
});

test('the system’s dialog for sharing is offered where there is one', async () => {
  const without = await share(`#${LINK}`, {
    prepare: (page) => page.addInitScript(() => delete Navigator.prototype.share),
  });
  assert.equal(await without.room.getByRole('button', { name: /Share by the system/ }).isVisible(), false);
  const { page, room } = await share(`#${LINK}`, {
    prepare: (page) =>
      page.addInitScript(() => {
        Navigator.prototype.share = async (data) => {
          globalThis.shared = { ...data };
        };
      }),
  });
  await room.getByRole('button', { name: /Share by the system/ }).click();
  await room.getByText('Shared.').waitFor();
  assert.deepEqual(await page.evaluate(() => globalThis.shared), { title: 'Spring plan – Headroom', url: `${base}#${LINK}` });
});

test('the snippet shows the chosen chart, in its size and colours, in the preview and on another page', async () => {
  const { page, room } = await share(`#${LINK}`);
  await room.getByRole('combobox', { name: 'What' }).selectOption({ label: 'The tiles' });
  const preview = room.locator('#embed-preview iframe');
  await eventually(async () => assert.equal(await preview.contentFrame().locator('.tile:visible').count(), 6));
  await room.getByRole('combobox', { name: 'What' }).selectOption({ label: 'Burn and cash' });
  await room.getByRole('combobox', { name: 'Colours' }).selectOption({ label: 'Dark' });
  await room.getByRole('textbox', { name: 'Width, pixels' }).fill('700');
  await room.getByRole('textbox', { name: 'Height, pixels' }).fill('90');
  await room.getByText('120 to 3,000 pixels are possible; 360 stays').waitFor();
  await room.getByRole('textbox', { name: 'Height, pixels' }).fill('320');
  const snippet = room.getByRole('textbox', { name: 'Snippet to paste into a page' });
  await eventually(async () => assert.match(await snippet.inputValue(), /width="700" height="320"/));
  await room.getByRole('button', { name: 'Copy snippet' }).click();
  await room.getByText('Snippet copied.').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());

  const other = await open('', {
    ready: false,
    prepare: (page) =>
      page.route(base, (route) =>
        route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>A deck</title>${copied}` }),
      ),
  });
  const frame = other.frameLocator('iframe');
  await frame.getByRole('heading', { name: 'Burn and cash' }).waitFor();
  assert.equal(await other.locator('iframe').getAttribute('title'), 'Burn and cash – Spring plan, by Headroom');
  assert.equal(await frame.locator('html').getAttribute('data-theme'), 'dark');
  assert.equal(await frame.getByText('Spring plan').isVisible(), true);
});

test('no size of the window cuts the room', async () => {
  for (const viewport of [{ width: 390, height: 844 }, { width: 360, height: 640 }, { width: 1440, height: 900 }]) {
    const { room } = await share(`#${LONG}`, { viewport });
    const over = await room.evaluate((dialog) => {
      const { right } = dialog.getBoundingClientRect();
      return [...dialog.querySelectorAll('*')]
        .filter((each) => each.checkVisibility() && !each.closest('.scroll, iframe, #embed-preview'))
        .filter((each) => each.getBoundingClientRect().right > right + 1)
        .map((each) => each.outerHTML.slice(0, 80));
    });
    assert.deepEqual(over, [], `${viewport.width}`);
  }
});
