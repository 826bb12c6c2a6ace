// What a founder sees before touching anything, and what the tabs hold.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from './harness.mjs';
import { eventually, verdict } from './page.mjs';

const TILES = [
  'ARR in month 6',
  'Lowest cash',
  'Cash lasts to',
  'Users in month 6',
  'Worst uptime',
  'Cost per user at 1M',
];

const PRIMARY = ['ARR', 'Cash and burn', 'Load and capacity'];

test('the realistic plan runs out of cash in week 18, and the page says what that costs', async () => {
  const page = await open();
  const sentence = await verdict(page);
  assert.match(sentence, /week 18/);
  assert.match(sentence, /\$586K/);
  await page.getByRole('button', { name: 'against as written' }).waitFor();
  await page.getByRole('region', { name: 'Verdict' }).getByText(/What separates them/).waitFor();
});

test('six tiles name the figures of merit, each with a definition that Escape closes', async () => {
  const page = await open();
  const tiles = page.getByRole('main').getByRole('list').first().getByRole('listitem');
  assert.equal(await tiles.count(), TILES.length);
  for (const [index, name] of TILES.entries()) {
    const tile = tiles.nth(index);
    const help = tile.getByRole('button', { name: `Definition of ${name}` });
    const definition = page.locator(`[id="${await help.getAttribute('aria-controls')}"]`);
    assert.equal(await definition.isVisible(), false, name);
    await help.click();
    await definition.waitFor();
    assert.ok((await definition.innerText()).length > 20, `${name} is defined`);
    assert.equal(await help.getAttribute('aria-expanded'), 'true');
    await page.keyboard.press('Escape');
    await definition.waitFor({ state: 'hidden' });
    assert.equal(await help.getAttribute('aria-expanded'), 'false');
    assert.ok(await help.evaluate((button) => button === document.activeElement), 'focus stays');
  }
});

test('three charts stand in the first view, each with both plans in its text', async () => {
  const page = await open();
  for (const name of PRIMARY) {
    const chart = page.getByRole('region', { name, exact: true });
    await chart.getByRole('heading', { name, exact: true }).waitFor();
    const reader = chart.getByRole('slider', { name: `${name}: week to read` });
    const box = await reader.boundingBox();
    assert.ok(box.y + box.height / 2 < page.viewportSize().height, `${name} is in the first view`);
    const text = page.locator(`[id="${await reader.getAttribute('aria-describedby')}"]`);
    assert.match(await text.innerText(), /as written/, name);
  }
});

for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]]) {
  test(`at ${width} by ${height} nothing moves when the odds come`, async () => {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    const page = await open('', {
      viewport: { width, height },
      prepare: (page) => page.context().route('**/engine-*.wasmz', (route) => held.then(() => route.continue())),
    });
    // The headings, and what the timeline has in its rows.
    const marks = page.getByRole('main').getByRole('heading').or(page.getByRole('main').getByRole('slider'));
    const places = () =>
      marks.evaluateAll((all) =>
        all
          .filter((each) => each.checkVisibility())
          .map((each) => `${each.getAttribute('aria-label') ?? each.innerText}: ${each.getBoundingClientRect().y + scrollY}`),
      );
    await page.locator('dialog[aria-labelledby=room-title]').waitFor({ state: 'attached' });
    const before = await places();
    assert.ok(before.length > 20, before.join('\n'));
    release();
    await page.getByText(/Of 5,000 possible futures/).waitFor();
    await page.getByRole('img', { name: /may slip/ }).first().waitFor();
    assert.deepEqual(await places(), before);
  });
}

const TABS = [
  { name: 'Compare', shows: (panel) => panel.getByRole('row', { name: /^Lowest cash/ }).first() },
  { name: 'Uncertainty', shows: (panel) => panel.getByText(/of the futures survive/) },
  { name: 'What matters', shows: (panel) => panel.getByRole('columnheader', { name: 'At its low' }) },
  { name: 'What to do', shows: (panel) => panel.getByRole('button', { name: 'Seek', exact: true }) },
  { name: 'Plan check', shows: (panel) => panel.getByRole('row', { name: /met|missed/ }).first() },
  { name: 'All assumptions', shows: (panel) => panel.getByRole('searchbox', { name: 'Search all assumptions' }) },
  { name: 'How it works', shows: (panel) => panel.getByRole('columnheader', { name: 'Definition' }).first() },
  { name: 'Explore', shows: (panel) => panel.getByRole('heading', { name: 'Users by tier' }) },
];

test('every tab shows its content and hides that of the others', async () => {
  const page = await open();
  for (const { name, shows } of TABS) {
    await page.getByRole('tab', { name }).click();
    await shows(page.getByRole('tabpanel', { name })).waitFor();
    assert.equal(await page.getByRole('tabpanel').count(), 1, name);
    assert.equal(await page.getByRole('tab', { name }).getAttribute('aria-selected'), 'true');
  }
});

test('arrow keys lead from tab to tab, around the ends, and Home and End to them', async () => {
  const page = await open();
  await page.getByRole('tab', { name: 'Explore' }).focus();
  for (const [key, name] of [
    ['ArrowRight', 'Compare'],
    ['ArrowLeft', 'Explore'],
    ['ArrowLeft', 'How it works'],
    ['ArrowRight', 'Explore'],
    ['End', 'How it works'],
    ['Home', 'Explore'],
  ]) {
    await page.keyboard.press(key);
    await page.getByRole('tabpanel', { name }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.textContent), name);
  }
});

test("the plan check's counts are those of its rows, before and after a change", async () => {
  const page = await open();
  await page.getByRole('tab', { name: 'Plan check' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Plan check' });
  const check = async () => {
    const sentence = await panel.getByText(/targets are met/).innerText();
    const [met, all, missed, open] = sentence.match(/\d+/g).map(Number);
    const words = await panel
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader') })
      .evaluateAll((rows) => rows.map((row) => row.lastElementChild.textContent));
    const having = (part) => words.filter((word) => word.includes(part)).length;
    assert.equal(words.length, all);
    assert.equal(met + missed + open, all);
    assert.deepEqual([having('✓ met'), having('✗ missed'), having('not within')], [met, missed, open]);
    return met;
  };
  const before = await check();
  assert.ok(before > 0);
  await page.getByRole('combobox', { name: 'Start from' }).selectOption({ label: 'Plan as written' });
  await eventually(async () => assert.ok((await check()) > before, 'the plan as written meets more of its targets'));
});

test('a search in all assumptions leaves the rows that match, and says how many', async () => {
  const page = await open();
  await page.getByRole('tab', { name: 'All assumptions' }).click();
  const panel = page.getByRole('tabpanel', { name: 'All assumptions' });
  const rows = () => panel.getByRole('rowheader').count();
  const status = () => panel.getByRole('status').innerText();
  const all = await rows();
  assert.equal(await status(), `${all} of ${all}`);
  const search = panel.getByRole('searchbox');
  await search.fill('churn');
  await eventually(async () => {
    const found = await rows();
    assert.ok(found > 0 && found < all);
    assert.equal(await status(), `${found} of ${all}`);
  });
  await search.fill('no such word');
  await panel.getByText('Nothing matches').waitFor();
  assert.equal(await rows(), 0);
});

test('the plan as written is the other way round: it survives, against the realistic plan', async () => {
  const page = await open('#preset=as-written');
  assert.match(await verdict(page), /^Never out of cash/);
  await page.getByRole('button', { name: 'against realistic' }).waitFor();
});
