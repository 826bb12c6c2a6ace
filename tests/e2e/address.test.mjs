// The address bar carries the scenario: history, reload, links to others, broken links.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base, open } from './harness.mjs';
import { atRest, eventually, hash, says, screen, slider, steps, verdict } from './page.mjs';

const notices = (page) => page.getByRole('region', { name: 'Notices' });
const preset = (page) => page.getByRole('combobox', { name: 'Start from' });
const name = (page) => page.getByRole('textbox', { name: 'Name of the scenario' });

const shows = (page, expected) => eventually(async () => assert.deepEqual(await screen(page), expected));

test('the first screen has a plain address', async () => {
  const page = await open();
  assert.equal(page.url(), base);
});

test('preset, name and slider are steps that back and forward walk, address and screen together', async () => {
  const page = await open();
  const walk = [];
  const note = async () => walk.push({ hash: hash(page), name: await name(page).inputValue(), screen: await screen(page) });
  await note();

  await preset(page).selectOption({ label: 'Plan as written' });
  await eventually(() => assert.match(hash(page), /preset=as-written/));
  await note();

  await name(page).fill('Cheaper plan');
  await name(page).press('Enter');
  await eventually(() => assert.match(hash(page), /name=Cheaper\+plan/));
  await note();

  await slider(page, 'Cash at the start').focus();
  await page.keyboard.press('End');
  await eventually(() => assert.match(hash(page), /cash/));
  await note();
  assert.notDeepEqual(walk.at(-1).screen, walk.at(-2).screen);

  const isAt = async ({ hash: address, name: called, screen: seen }) => {
    await eventually(() => assert.equal(hash(page), address));
    await shows(page, seen);
    assert.equal(await name(page).inputValue(), called);
  };
  for (const step of walk.slice(0, -1).reverse()) {
    await page.goBack();
    await isAt(step);
  }
  assert.equal(await preset(page).inputValue(), 'realistic');
  for (const step of walk.slice(1)) {
    await page.goForward();
    await isAt(step);
  }
  assert.equal(await preset(page).inputValue(), 'as-written');
  await page.reload();
  await page.locator('#boot').waitFor({ state: 'detached' });
  await isAt(walk.at(-1));
});

test('a change that changes nothing is no step', async () => {
  const page = await open();
  const before = await steps(page);
  await slider(page, 'Starter price').focus();
  await page.keyboard.press('ArrowRight');
  await says(slider(page, 'Starter price'), '$30 per account per month');
  await page.keyboard.press('Shift');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  assert.equal(await steps(page), before + 1);
});

test('a link shows the same screen in another browser, with all kinds of changes in it', async () => {
  const page = await open();
  await name(page).fill('Ümlaut & Co = 100 %');
  await name(page).press('Enter');
  for (const [input, key] of [
    ['Starter price', 'End'],
    ['Engineering on scaling', 'PageDown'],
    ['Phase 2 starts', 'ArrowRight'],
    ['DevOps engineer hired', 'PageUp'],
  ]) {
    await slider(page, input).focus();
    await page.keyboard.press(key);
  }
  await page.getByRole('button', { name: 'Add an engineer' }).click();
  await page.getByRole('textbox', { name: 'Role of hire 6' }).waitFor();
  await eventually(() => assert.match(hash(page), /hires=/));

  const other = await open(hash(page), { viewport: { width: 1600, height: 1000 } });
  assert.deepEqual(await screen(other), await screen(page));
  assert.equal(await name(other).inputValue(), 'Ümlaut & Co = 100 %');
  assert.equal(await notices(other).getByRole('button').count(), 0);
});

// Links with something wrong: what the notice must name. All of them carry a good part too.
const GOOD = 'tiers.starter.price=40';
const BROKEN = [
  { what: 'an unknown input', link: `v=1&${GOOD}&team.morale=9`, says: /team\.morale/ },
  { what: 'an impossible value', link: `v=1&${GOOD}&team.scaling=7`, says: /team\.scaling.*7.*1/ },
  { what: 'a value that is no number', link: `v=1&${GOOD}&team.scaling=lots`, says: /team\.scaling.*lots/ },
  { what: 'an unknown preset', link: `v=1&${GOOD}&preset=dreams`, says: /preset.*dreams/ },
  { what: 'a hire without a role', link: `v=1&${GOOD}&hires=1:90000`, says: /hires\.1/ },
  { what: 'garbage beside it', link: `v=1&${GOOD}&%E0%A4%A&<script>&&=&`, says: /script/ },
  { what: 'an input twice', link: `v=1&${GOOD}&tiers.starter.price=41`, says: /tiers\.starter\.price.*twice/ },
  { what: 'a future version', link: `v=99&${GOOD}`, says: /newer Headroom/ },
];

for (const { what, link, says: said } of BROKEN) {
  test(`of a link with ${what}, the notice names the part and the rest is taken`, async () => {
    const page = await open(`#${link}`);
    const notice = notices(page);
    await eventually(async () => assert.match(await notice.innerText(), said));
    await says(slider(page, 'Starter price'), '$40 per account per month');
    await notice.getByRole('button', { name: 'Dismiss' }).click();
    await eventually(async () => assert.equal((await notice.innerText()).trim(), ''));
    // The notice gone, the page is as usable as ever, and its next address is sound.
    await slider(page, 'Starter price').focus();
    await page.keyboard.press('ArrowRight');
    await eventually(() => assert.match(hash(page), /^#v=1&tiers\.starter\.price=4\d$/));
  });
}

const HUNDRED_KB = 100 * 1024;
const JUNK = [
  { what: 'one word', link: 'x'.repeat(HUNDRED_KB) },
  { what: 'many parts', link: Array.from({ length: HUNDRED_KB / 8 }, (_, index) => `k${index}=1`).join('&') },
  { what: 'signs', link: '%&=+:,;%%00%FF'.repeat(HUNDRED_KB / 14) },
];

for (const { what, link } of JUNK) {
  test(`a hundred kilobytes of ${what} end in a notice of a few lines and the realistic plan`, async () => {
    const page = await open(`#${link}`);
    await eventually(async () => assert.match(await notices(page).innerText(), /could not be read/));
    assert.ok((await notices(page).innerText()).length < 6_000, 'the notice stays short');
    const box = await notices(page).boundingBox();
    assert.ok(box.y >= 0 && box.y + box.height <= page.viewportSize().height, 'the notice stays on the screen');
    assert.match(await verdict(page), /week 18/);
  });
}

test('a link typed into the address bar of the open page is followed, a broken one with a notice', async () => {
  const page = await open();
  const first = await screen(page);
  const type = (fragment) => page.evaluate((text) => (location.hash = text), fragment);
  await type('v=1&tiers.starter.price=55');
  await says(slider(page, 'Starter price'), '$55 per account per month');
  await type('v=1&tiers.starter.price=56&no.such.input=1');
  await says(slider(page, 'Starter price'), '$56 per account per month');
  await eventually(async () => assert.match(await notices(page).innerText(), /no\.such\.input/));
  await page.goBack();
  await says(slider(page, 'Starter price'), '$55 per account per month');
  await page.goBack();
  await shows(page, first);
});

test('the name of a scenario may hold anything and is no markup', async () => {
  const page = await open();
  const text = '<img src=x onerror=alert(1)> "&\'';
  await name(page).fill(text);
  await name(page).press('Enter');
  await eventually(() => assert.match(hash(page), /name=/));
  const other = await open(hash(page));
  assert.equal(await name(other).inputValue(), text);
  assert.equal(await other.locator('img[src=x]').count(), 0);
});

test('with the network gone after loading, everything still answers', async () => {
  const page = await open();
  await atRest(page);
  await page.context().setOffline(true);
  const before = await verdict(page);
  await slider(page, 'Cash at the start').focus();
  await page.keyboard.press('End');
  await eventually(async () => assert.notEqual(await verdict(page), before));
  await preset(page).selectOption({ label: 'Plan as written' });
  await eventually(() => assert.match(hash(page), /as-written/));
  await page.getByRole('tab', { name: 'Plan check' }).click();
  await page.getByText(/targets are met/).waitFor();
});
