// How amounts, numbers and months are written: currency and first month go with the plan, the signs
// of numbers stay with the browser, and all of the page follows.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { open } from './harness.mjs';
import { atRest, eventually, field, hash, says, slider, tabTo, verdict } from './page.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const room = (page) => page.getByRole('dialog', { name: 'Currency, calendar, numbers' });
const choose = (page, name, label) => room(page).getByRole('combobox', { name, exact: true }).selectOption({ label });
const sign = (page) => room(page).getByRole('textbox', { name: /^Another sign/ });
const first = (page) => room(page).getByRole('textbox', { name: /^First month/ });
const refusal = (page) => room(page).getByRole('alert');
const tile = (page, name) => page.getByRole('main').getByRole('listitem').filter({ hasText: name }).first();

/** Opens the room. */
async function enter(page) {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await room(page).waitFor();
}

async function take(page) {
  await room(page).getByRole('button', { name: 'Take over' }).click();
  await room(page).waitFor({ state: 'hidden' });
}

/** Chooses how numbers are written, which draws the page anew. */
async function numbers(page, label) {
  await enter(page);
  await choose(page, 'Numbers and months', label);
  await Promise.all([page.waitForEvent('load'), room(page).getByRole('button', { name: 'Take over' }).click()]);
  await page.locator('#boot').waitFor({ state: 'detached' });
}

/** What the table behind a chart says, row by row. */
async function table(page, chart) {
  await page.getByRole('button', { name: `${chart} as a table` }).click();
  const dialog = page.getByRole('dialog', { name: chart });
  const rows = await dialog
    .getByRole('row')
    .evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
  await page.getByRole('button', { name: 'Close the table' }).click();
  return rows;
}

/** Where a sign still stands on the first screen, sliders and their fields included. */
async function found(page, sign) {
  const inputs = await page
    .getByRole('textbox')
    .evaluateAll((all) => all.map((each) => `${each.getAttribute('aria-label')}: ${each.value}`));
  const panels = [page.getByRole('main'), page.getByRole('complementary', { name: 'Inputs' })];
  const texts = await Promise.all(panels.map((panel) => panel.innerText()));
  return [...texts.join('\n').split('\n'), ...inputs].filter((line) => line.includes(sign));
}

test('another currency changes every sign on the page and no amount, and goes with the link', async () => {
  const page = await open();
  await atRest(page);
  const [before, words] = [await table(page, 'ARR'), await verdict(page)];
  await enter(page);
  await choose(page, 'Currency', 'EUR  €');
  await take(page);
  await eventually(() => assert.equal(hash(page), '#v=1&currency=EUR'));
  await says(slider(page, 'Starter price'), '€29 per account per month');
  assert.equal(await verdict(page), words.replaceAll('$', '€'));
  assert.equal(await field(page, 'Starter price, € per account per month').inputValue(), '€29');
  assert.match(await tile(page, 'Lowest cash').innerText(), /−€586K/);
  const expected = before.map((row) => row.map((cell) => cell.replaceAll('$', '€')));
  await eventually(async () => assert.deepEqual(await table(page, 'ARR'), expected));
  await page.getByRole('region', { name: 'ARR', exact: true }).getByText('€ a year').waitFor();
  assert.deepEqual(await found(page, '$'), []);
  await page.getByRole('tab', { name: 'All assumptions' }).click();
  const row = page.getByRole('row', { name: /^Starter price/ });
  await eventually(async () => assert.match(await row.innerText(), /€ per account per month\s+€0 – €1K/));

  const other = await open(hash(page).replace('&view=assumptions', ''));
  assert.equal(await verdict(other), await verdict(page));
  await page.reload();
  await page.locator('#boot').waitFor({ state: 'detached' });
  assert.equal(await verdict(page), await verdict(other));
  await page.goBack();
  await page.goBack();
  await says(slider(page, 'Starter price'), '$29 per account per month');
});

test('the panels follow, too', async () => {
  const page = await open('#v=1&currency=EUR&tiers.starter.price=30', { locale: 'de-DE' });
  await atRest(page);
  await page.getByRole('tab', { name: 'What matters' }).click();
  const panel = page.getByRole('tabpanel', { name: 'What matters' });
  const changes = panel.getByRole('table', { name: /what each change adds/ });
  await eventually(async () => assert.match(await changes.innerText(), /This plan\s+−571K\s€/));
  await eventually(async () => assert.match(await changes.innerText(), /Starter price\s+\+15K\s€/));
  await page.getByRole('tab', { name: 'Compare' }).click();
  const compared = page.getByRole('tabpanel', { name: 'Compare' });
  await compared.getByRole('row', { name: /^Survival.*±/ }).waitFor({ timeout: 30_000 });
  for (const text of [await changes.allInnerTexts(), await compared.innerText()]) {
    assert.deepEqual([...String(text).matchAll(/.{0,20}(\$|± <0\.|\d\.\d\b).{0,20}/g)].map(([found]) => found), []);
  }
});

test('any sign of up to four characters can stand for money; what could be a number is refused', async () => {
  const page = await open();
  await enter(page);
  await choose(page, 'Currency', 'another sign');
  for (const typed of ['12', '', '12345', 'K']) {
    await sign(page).fill(typed);
    await room(page).getByRole('button', { name: 'Take over' }).click();
    await eventually(async () => assert.match(await refusal(page).innerText(), new RegExp(`“${typed}” cannot be a currency`)));
  }
  assert.equal(hash(page), '');
  await sign(page).fill('₿');
  await take(page);
  await says(slider(page, 'Starter price'), '₿29 per account per month');
  await eventually(() => assert.equal(hash(page), '#v=1&currency=%E2%82%BF'));
  await enter(page);
  assert.equal(await sign(page).inputValue(), '₿');
});

test('with a first month, axes, tables and sentences say which month it is', async () => {
  const page = await open();
  await enter(page);
  await first(page).fill('March 2027');
  await room(page).getByRole('button', { name: 'Take over' }).click();
  await eventually(async () => assert.match(await refusal(page).innerText(), /“March 2027” is no month.*2027-03/));
  assert.equal(hash(page), '');
  assert.equal(await first(page).inputValue(), 'March 2027', 'there to be mended');
  await first(page).fill('2027-03');
  await take(page);
  await eventually(() => assert.equal(hash(page), '#v=1&calendar.start=2027-03'));
  await eventually(async () => assert.match(await verdict(page), /week 18 \(Jul 2027\)/));
  const [, ...weeks] = await table(page, 'ARR');
  assert.deepEqual([weeks[0][0], weeks[4][0], weeks[51][0]], ['1 (Mar 2027)', '5 (Apr 2027)', '52 (Feb 2028)']);
  const timeline = page.getByRole('region', { name: 'Timeline' });
  for (const label of ['Mar 2027', 'Apr', 'Jan 2028']) await timeline.getByText(label, { exact: true }).first().waitFor();
  const read = page.getByRole('slider', { name: 'ARR: week to read' });
  await read.focus();
  await page.keyboard.press('End');
  await eventually(async () => assert.match(await read.getAttribute('aria-valuetext'), /^week 52 \(Feb 2028\): ARR/));

  const other = await open(hash(page));
  assert.equal(await verdict(other), await verdict(page));
  await enter(page);
  assert.equal(await first(page).inputValue(), '2027-03');
  await first(page).fill('');
  await take(page);
  await eventually(async () => assert.doesNotMatch(await verdict(page), /2027/));
  assert.equal(hash(page), '');
});

test('in German, every number is written and read as there, in this browser and from now on', async () => {
  const page = await open('#v=1&calendar.start=2027-03&currency=EUR');
  await numbers(page, 'Deutsch (Deutschland)');
  assert.equal(hash(page), '#v=1&calendar.start=2027-03&currency=EUR', 'the plan is the same, and its link says nothing of numbers');
  assert.match(await verdict(page), /586K\s€/);
  assert.match(await tile(page, 'ARR in month 6').innerText(), /1,50M\s€/);
  assert.match(await tile(page, 'Worst uptime').innerText(), /92,18 %/);
  await says(slider(page, 'Word-of-mouth signups'), '0,25 users per user per week');
  const [, now, , , , , , , , later] = await table(page, 'ARR');
  assert.match(now.join(), /1 \(Mär.? 2027\),514K\s€/);
  assert.match(later.join(), /\(Mai 2027\)/);

  // A number as people type it there.
  const price = field(page, 'Starter price, € per account per month');
  for (const [typed, value] of [
    ['39,5', '39.5'],
    ['1.234,5', '1234.5'],
    ['1.234', '1234'],
    ['45 €', '45'],
    ['0,5K', '500'],
  ]) {
    await price.fill(typed);
    await price.press('Enter');
    await eventually(() => assert.match(hash(page), new RegExp(`tiers\\.starter\\.price=${value}(&|$)`), typed));
  }
  const viral = field(page, 'Word-of-mouth signups, users per user per week');
  await viral.fill('0,2');
  await viral.press('Enter');
  await says(slider(page, 'Word-of-mouth signups'), '0,2 users per user per week');

  await page.reload();
  await page.locator('#boot').waitFor({ state: 'detached' });
  await says(slider(page, 'Word-of-mouth signups'), '0,2 users per user per week');
  await enter(page);
  await room(page).getByText(/Written like this: 1,50M\s€, 1\.234,5, 18 \(Jul 2027\)/).waitFor();
  // Another browser has its own signs for the same link.
  const other = await open(hash(page));
  await says(slider(other, 'Word-of-mouth signups'), '0.2 users per user per week');
});

for (const [locale, arr, thousands] of [
  ['de-DE', /1,50M\s€/, /, 1\.234,5, /],
  ['en-US', /€1\.50M/, /, 1,234\.5, /],
  ['fr-FR', /1,50M\s€/, /, 1\u202f234,5, /],
  ['de-CH', /€\s1\.50M/, /, 1['’]234\.5, /],
]) {
  test(`without a choice numbers are as in the browser’s language, ${locale}`, async () => {
    const page = await open('#v=1&currency=EUR', { locale });
    assert.match(await tile(page, 'ARR in month 6').innerText(), arr);
    await enter(page);
    assert.match(await room(page).getByText('Written like this').innerText(), thousands);
  });
}

test('where storage is forbidden the room still closes and the page stands', async () => {
  const page = await open('#v=1&currency=EUR', {
    prepare: (page) =>
      page.addInitScript(() => {
        Object.defineProperty(globalThis, 'localStorage', {
          get: () => {
            throw new DOMException('Storage is forbidden here.', 'SecurityError');
          },
        });
      }),
  });
  await numbers(page, 'Deutsch (Deutschland)');
  await says(slider(page, 'Starter price'), '€29 per account per month');
});

test('by keyboard alone currency and first month are set', async () => {
  const page = await open();
  await atRest(page);
  await page.getByRole('button', { name: 'Settings', exact: true }).focus();
  await page.keyboard.press('Enter');
  await room(page).waitFor();
  await tabTo(page, room(page).getByRole('combobox', { name: 'Currency', exact: true }));
  await page.keyboard.type('GBP');
  await tabTo(page, first(page));
  await page.keyboard.type('2027-03');
  await page.keyboard.press('Enter');
  await room(page).waitFor({ state: 'hidden' });
  await eventually(() => assert.equal(hash(page), '#v=1&calendar.start=2027-03&currency=GBP'));
  await says(slider(page, 'Starter price'), '£29 per account per month');
  await page.keyboard.press('Control+z');
  await says(slider(page, 'Starter price'), '$29 per account per month');
});

for (const colorScheme of ['light', 'dark']) {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    test(`the room is fit for everyone, ${viewport.width} pixels wide and ${colorScheme}`, async () => {
      const page = await open('#v=1&currency=CHF&calendar.start=2027-03', {
        bypassCSP: true,
        reducedMotion: 'reduce',
        colorScheme,
        viewport,
        locale: 'de-CH',
      });
      const wide = () =>
        page.evaluate(() =>
          [document.documentElement, document.querySelector('#room-body')]
            .filter((each) => each && each.scrollWidth > each.clientWidth)
            .map((each) => `${each.tagName}: ${each.scrollWidth} of ${each.clientWidth}`),
        );
      assert.deepEqual(await wide(), [], 'the page');
      await enter(page);
      await first(page).fill('never');
      await room(page).getByRole('button', { name: 'Take over' }).click();
      await eventually(async () => assert.match(await refusal(page).innerText(), /is no month/));
      assert.deepEqual(await wide(), [], 'the room');
      await page.addScriptTag({ path: AXE });
      const found = await room(page).evaluate(async (dialog) => {
        const { violations } = await globalThis.axe.run(dialog, { resultTypes: ['violations'] });
        const grave = violations.filter(({ impact }) => ['serious', 'critical'].includes(impact));
        return grave.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target}`));
      });
      assert.deepEqual(found, []);
    });
  }
}
