// Uncertainty and decisions, as a founder meets them: bands and odds, what matters, what to do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from './harness.mjs';
import { drag, eventually, field, hash, inView, slider, thumb, verdict } from './page.mjs';

/** What takes many runs may take its time on a small machine. */
const LONG = 120_000;

const odds = (page) => page.getByText(/possible futures/);
/** Waits until the odds are those of the plan on the page, with all of their runs. */
const settled = (page) =>
  page.locator('.odds:not(.old)').filter({ hasText: /^Of [\d,]+ possible/ }).waitFor({ timeout: 30_000 });

async function panel(page, name) {
  await page.getByRole('tab', { name }).click();
  return page.getByRole('tabpanel', { name });
}

test('odds stand below the verdict, and follow a change', async () => {
  const page = await open();
  await settled(page);
  const before = await odds(page).innerText();
  assert.match(before, /^Of 5,000 possible futures, [\d.]+ % ± [\d.]+ % keep/);
  const cash = field(page, 'Cash at the start, $');
  await cash.fill('3M');
  await cash.press('Enter');
  await eventually(async () => assert.notEqual(await odds(page).innerText(), before));
  await settled(page);
  const share = (text) => Number(text.match(/([\d.]+) % ±/)[1]);
  assert.ok(share(await odds(page).innerText()) > share(before));
});

test('the same plan has the same odds on another day', async () => {
  const said = [];
  for (let turn = 0; turn < 2; turn++) {
    const page = await open('#v=1&team.scaling=0.6');
    await settled(page);
    said.push(await odds(page).innerText());
  }
  assert.equal(said[0], said[1]);
});

test('a range that is typed makes an input as uncertain as that', async () => {
  const page = await open();
  const price = field(page, 'Starter price, $ per account per month');
  await price.fill('20 to 40');
  await price.press('Enter');
  await eventually(() => assert.match(hash(page), /uncertain\.tiers\.starter\.price=/));
  await price.fill('40 to 20');
  await price.press('Enter');
  await page.getByRole('alert').getByText('Not taken').first().waitFor();
});

test('a risk event strikes the single run in the week that is said, and a link carries it', async () => {
  const page = await open();
  const before = await verdict(page);
  await page.getByRole('switch', { name: 'Infrastructure bill explodes' }).click();
  await eventually(async () => assert.notEqual(await verdict(page), before));
  const week = page.getByRole('textbox', { name: 'Week in which it strikes: Infrastructure bill explodes' });
  await week.fill('5');
  await week.press('Enter');
  await eventually(() => assert.match(hash(page), /stress\.bill=5/));
  await week.fill('nonsense');
  await week.press('Enter');
  await page.getByRole('alert').getByText('weeks go from 1').waitFor();
  const struck = await verdict(page);
  const other = await open(hash(page));
  assert.equal(await verdict(other), struck);
  await other.getByRole('button', { name: 'Reset all of Stress test' }).click();
  await eventually(async () => assert.equal(await verdict(other), before));
});

test('the panel of uncertainty tells odds, takes edits and refuses what cannot be', async () => {
  const page = await open();
  const shown = await panel(page, 'Uncertainty');
  await shown.getByText(/of the futures survive/).waitFor({ timeout: 30_000 });
  await shown.getByText('90 % survival').first().waitFor();
  await shown.getByText(/uncertain inputs/).click();
  const low = shown.getByRole('textbox', { name: 'Word-of-mouth signups: low' });
  await low.fill('0.1');
  await low.press('Enter');
  await eventually(() => assert.match(hash(page), /uncertain\.growth\.viral=0\.1:/));
  const taken = hash(page);
  await low.fill('many');
  await low.press('Enter');
  await shown.getByRole('alert').filter({ hasText: /number/ }).waitFor();
  assert.equal(hash(page), taken);
  await shown.getByText(/risk events: how likely/).click();
  const bill = shown.getByRole('textbox', { name: 'Infrastructure bill explodes: probability' });
  await bill.fill('HIGH');
  await bill.press('Enter');
  await eventually(() => assert.match(hash(page), /risk\.bill=0\.65/));
});

test('a bar of the tornado leads to its slider', async () => {
  const page = await open();
  const shown = await panel(page, 'What matters');
  const row = shown.getByRole('row').filter({ has: page.getByRole('button', { name: 'Word-of-mouth signups' }) });
  const target = slider(page, 'Word-of-mouth signups');
  // The name, and the bar as it is drawn.
  for (const part of [row.getByRole('button'), row.locator('svg rect').first()]) {
    await part.click({ timeout: 30_000 });
    await eventually(async () => {
      assert.ok(await target.evaluate((input) => input === document.activeElement));
      assert.ok(await inView(target));
    });
    await page.evaluate(() => document.activeElement.blur());
  }
});

test('a waterfall says why a figure changed, and sums to the change', async () => {
  const page = await open('#v=1&finance.cash=900000&team.scaling=0.6');
  const shown = await panel(page, 'What matters');
  await shown.getByText('Why it changed').waitFor({ timeout: 30_000 });
  const adds = async (name) => {
    const cell = shown.getByRole('row', { name }).getByRole('cell').last();
    return Number((await cell.innerText()).replace('−', '-').replace(/[$+K]/g, ''));
  };
  await shown.getByRole('row', { name: 'Cash at the start' }).last().waitFor();
  const parts = [/^The preset/, /^Cash at the start \+/, /^Engineering on scaling −/];
  const [before, cash, split] = await Promise.all(parts.map(adds));
  assert.ok(Math.abs(before + cash + split - (await adds(/^This plan/))) <= 1, 'the parts add up to the whole');
});

test('goal seek finds a value that can be used, or says that there is none', async () => {
  const page = await open();
  const shown = await panel(page, 'What to do');
  const form = shown.locator('form').filter({ has: page.getByRole('button', { name: 'Seek' }) });
  await form.getByLabel('I want').selectOption({ label: 'Lowest cash' });
  await form.getByRole('textbox').fill('0');
  // Another question can bring other levers to choose from: wait until the panel speaks of it.
  await shown.getByText(/^Lowest cash by|Lowest cash ≥/).first().waitFor({ timeout: 30_000 });
  await form.getByLabel('by moving').selectOption({ label: 'Cash at the start' });
  await form.getByRole('button', { name: 'Seek' }).click();
  await shown.getByRole('button', { name: 'Use this value' }).click({ timeout: 30_000 });
  await eventually(async () => assert.match(hash(page), /finance\.cash=/));
  await eventually(async () => assert.doesNotMatch(await verdict(page), /Out of cash/));
});

test('plan search finds a plan that survives in nine of ten futures, and it can be taken', { timeout: 2 * LONG }, async () => {
  const page = await open();
  const shown = await panel(page, 'What to do');
  await shown.getByRole('button', { name: 'Search plans' }).click({ timeout: 30_000 });
  await shown.getByRole('progressbar').first().waitFor();
  await shown.getByRole('button', { name: 'Take this plan' }).first().click({ timeout: LONG });
  await eventually(() => assert.match(hash(page), /finance\.raise/));
  await page.locator('.odds:not(.old)').filter({ hasText: /, (9\d|100)(\.\d+)? % ±/ }).waitFor({ timeout: 30_000 });
});

test('a search that is cancelled stops, and the page goes on', async () => {
  const page = await open();
  const shown = await panel(page, 'What to do');
  await shown.getByRole('button', { name: 'Search plans' }).click({ timeout: 30_000 });
  await shown.getByRole('button', { name: 'Cancel' }).first().click();
  await shown.getByRole('progressbar').first().waitFor({ state: 'detached' });
  await slider(page, 'Market size').focus();
  await page.keyboard.press('ArrowRight');
  await settled(page);
});

test('without workers, odds come all the same', async () => {
  const page = await open('', { prepare: (page) => page.addInitScript(() => delete globalThis.Worker) });
  await settled(page);
});

test('an engine that dies is replaced', async () => {
  const page = await open();
  await settled(page);
  const before = await odds(page).innerText();
  await Promise.allSettled(page.workers().map((worker) => worker.evaluate(() => self.close())));
  await slider(page, 'Market size').focus();
  await page.keyboard.press('End');
  await eventually(async () => assert.notEqual(await odds(page).innerText(), before)).catch(() => {});
  await settled(page);
  assert.notEqual(await odds(page).innerText(), before);
});

test('while a slider is dragged for five seconds with bands on, no frame takes over 50 ms', async (t) => {
  const page = await open();
  await settled(page);
  const from = await thumb(slider(page, 'Word-of-mouth signups'));
  await page.evaluate(() => {
    globalThis.tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
  });
  await drag(page, from, { x: 40 }, async () => {
    const end = Date.now() + 5000;
    for (let step = 0; Date.now() < end; step++) await page.mouse.move(from.x + 40 * Math.sin(step / 9), from.y);
  });
  const tasks = await page.evaluate(() => tasks);
  // What the browser calls a long task begins at 50 ms.
  const over = tasks.filter((duration) => duration > 50);
  t.diagnostic(`tasks over 50 ms: ${over.join(', ') || 'none'}`);
  assert.deepEqual(over, []);
});
