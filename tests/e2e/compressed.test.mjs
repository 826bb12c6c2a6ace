// Compressed links: opened, pasted into the open page, damaged.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { base, open } from './harness.mjs';
import { eventually, hash, says, screen, slider, steps } from './page.mjs';

const notices = (page) => page.getByRole('region', { name: 'Notices' });
const pack = (link) => `#z=1.${deflateSync(link).toString('base64url')}`;
const LINK = 'v=1&preset=as-written&name=Packed&tiers.starter.price=55';

test('a compressed link opens to the same as the plain one, and the address bar becomes readable', async () => {
  const plain = await screen(await open(`#${LINK}`));
  const page = await open(pack(LINK));
  assert.equal(hash(page), `#${LINK}`);
  assert.deepEqual(await screen(page), plain);
  assert.equal(await steps(page), await steps(await open(`#${LINK}`)), 'no step more than any link');
  assert.equal(await notices(page).innerText(), '');
});

test('a plain link loads nothing for compressed ones', async () => {
  const files = [];
  await open(`#${LINK}`, { prepare: (page) => page.on('request', (request) => files.push(request.url())) });
  assert.equal(files.some((url) => url.includes('unpack')), false);
});

test('a compressed link pasted into the open page is followed, and back leads back', async () => {
  const page = await open('#v=1&tiers.starter.price=40');
  await says(slider(page, 'Starter price'), '$40 per account per month');
  await page.evaluate((text) => (location.hash = text), pack(LINK));
  await says(slider(page, 'Starter price'), '$55 per account per month');
  await eventually(() => assert.equal(hash(page), `#${LINK}`));
  await page.goBack();
  await says(slider(page, 'Starter price'), '$40 per account per month');
  await page.goForward();
  await says(slider(page, 'Starter price'), '$55 per account per month');
});

const packed = pack(LINK);
for (const { what, link } of [
  { what: 'cut', link: packed.slice(0, -3) },
  { what: 'with a letter changed', link: `${packed.slice(0, 20)}${packed[20] === 'a' ? 'b' : 'a'}${packed.slice(21)}` },
  { what: 'of another version', link: packed.replace('z=1', 'z=2') },
  { what: 'that comes to a gigabyte', link: pack('0'.repeat(1 << 26)) },
  { what: 'of junk', link: `#z=1.${'_'.repeat(100_000)}` },
]) {
  test(`a compressed link ${what} is told, and the page stands with the realistic plan`, async () => {
    const page = await open(link);
    await eventually(async () => assert.match(await notices(page).innerText(), /complete and unchanged/));
    assert.match(await page.getByRole('region', { name: 'Verdict' }).getByRole('heading').innerText(), /week 18/);
    // Pasted into the open page likewise, and only once.
    const other = await open('#v=1&tiers.starter.price=40');
    await other.evaluate((text) => (location.hash = text), link);
    await eventually(async () => assert.match(await notices(other).innerText(), /complete and unchanged/));
    assert.equal(await notices(other).getByRole('button', { name: 'Dismiss' }).count(), 1);
  });
}

test('the page unpacks and refuses what the other programs do', async () => {
  const list = JSON.parse(await readFile(new URL('../native/links/packed.json', import.meta.url), 'utf8'));
  const page = await open();
  const read = await page.evaluate(
    async ({ script, links }) => {
      const { unpack } = await import(script);
      return Promise.all(links.map(unpack));
    },
    { script: `${base}unpack.js`, links: list.map(([link]) => link) },
  );
  list.forEach(([link, plain], at) => assert.equal(read[at], plain, link));
});
