// What has really been measured: files of it are looked through before they are taken over, drawn as
// dots, and growth and churn are fitted to them.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { open } from './harness.mjs';
import { atRest, eventually, hash, says, slider, tabTo } from './page.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const room = (page) => page.getByRole('dialog', { name: 'Actuals' });
const notices = (page) => page.getByRole('region', { name: 'Notices' });
const kept = (page) => room(page).getByRole('table', { name: 'Actuals of this plan' });
const preview = (page) => room(page).getByRole('table', { name: 'What the file says' });
const fitted = (page) => room(page).getByRole('table', { name: 'Numbers before and after' });
const take = (page) => room(page).getByRole('button', { name: /^Take over/ });

/** A file, ready to be chosen. */
const csv = (content, name = 'books.csv') => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });

const choose = (page, file) => room(page).getByLabel('File of actuals').setInputFiles(file);

/** Drops a file onto the page. */
const drop = (page, { name, buffer }) =>
  page.evaluate(
    ([name, bytes]) => {
      const files = new DataTransfer();
      files.items.add(new File([new Uint8Array(bytes)], name));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
    },
    [name, [...buffer]],
  );

/** Opens the page with its room of actuals. */
async function enter(path = '', options = {}) {
  const page = await open(path, options);
  await page.getByRole('button', { name: 'Actuals', exact: true }).click();
  await room(page).waitFor();
  return page;
}

const leave = (page) => room(page).getByRole('button', { name: 'Close' }).click();

/** The cells of a table, row by row. */
const cells = (table) =>
  table.getByRole('row').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));

/** A column of the table behind a chart, by the week; nothing if there is no such column. */
async function column(page, chart, heading) {
  await page.getByRole('button', { name: `${chart} as a table` }).click();
  const table = page.getByRole('dialog', { name: chart }).getByRole('table');
  const [headings, ...rows] = await cells(table);
  await page.getByRole('button', { name: 'Close the table' }).click();
  const at = headings.indexOf(heading);
  return at < 0 ? undefined : Object.fromEntries(rows.filter((row) => row[at]).map((row) => [row[0], row[at]]));
}

// As a spreadsheet in Germany writes it, with two rows that are not to be taken.
const BOOKS = `Datum;date;Users;MRR (€);Cash
;2027-03-31;12.500;€ 42.000,50;480.000
;2027-04-30;viele;43.000;(20)
;soon;1;2;3
;2027-05;13.600;45.500,5;410.000
`;
const LINK =
  '#v=1&calendar.start=2027-03&actuals.users=4:12500,13:13600&actuals.arr=4:504006,9:516000,13:546006&actuals.cash=4:480000,9:-20,13:410000';

test('a file is looked through, its faults are named by their lines, and nothing is taken before one says so', async () => {
  const page = await enter();
  await choose(page, csv(BOOKS));
  await preview(page).waitFor();
  const said = await room(page).innerText();
  assert.match(said, /3 rows can be taken/);
  assert.match(said, /MRR \(€\) as MRR/);
  assert.match(said, /Not used: Datum/);
  assert.match(await room(page).getByRole('alert').innerText(), /2 parts cannot be taken/);
  assert.deepEqual(await room(page).getByRole('listitem').allInnerTexts(), [
    'line 3: Users: “viele” is no number with a comma as decimal sign',
    'line 4: Date: “soon” is neither a month such as 2027-03 nor a day such as 2027-03-15',
  ]);
  assert.deepEqual(await cells(preview(page)), [
    ['Week', 'Users', 'ARR', 'Cash'],
    ['4', '12.5K', '$504K', '$480K'],
    ['9', '', '$516K', '−$20'],
    ['13', '13.6K', '$546K', '$410K'],
  ]);
  assert.equal(await room(page).getByRole('textbox', { name: 'First month of the plan' }).inputValue(), '2027-03');
  assert.equal(hash(page), '');
  await leave(page);
  assert.equal(await column(page, 'ARR', 'ARR, actual'), undefined);
});

test('what is taken over stands beside the plan in charts and tables, and in the link', async () => {
  const page = await enter();
  await choose(page, csv(BOOKS));
  await take(page).click();
  await eventually(async () => assert.match(await notices(page).innerText(), /8 actuals of books\.csv are taken over/));
  assert.deepEqual(await cells(kept(page)), [
    ['Series', 'Values', 'First', 'Last'],
    ['Users', '2', '12.5K in week 4 (Mar 2027)', '13.6K in week 13 (May 2027)'],
    ['ARR', '3', '$504K in week 4 (Mar 2027)', '$546K in week 13 (May 2027)'],
    ['Cash', '3', '$480K in week 4 (Mar 2027)', '$410K in week 13 (May 2027)'],
  ]);
  assert.equal(await preview(page).count(), 0, 'the file has been dealt with');
  assert.equal(hash(page), LINK);
  await leave(page);
  const arr = { '4 (Mar 2027)': '$504K', '9 (May 2027)': '$516K', '13 (May 2027)': '$546K' };
  assert.deepEqual(await column(page, 'ARR', 'ARR, actual'), arr);
  const region = page.getByRole('region', { name: 'ARR', exact: true });
  await region.getByText(/ARR, actuals of 3 weeks: the last \$546K in week 13/).waitFor({ state: 'attached' });

  // The read-out has it in the weeks in which it was measured.
  const week = page.getByRole('slider', { name: 'ARR: week to read' });
  await week.focus();
  await page.keyboard.press('Home');
  for (let press = 1; press < 4; press += 1) await page.keyboard.press('ArrowRight');
  await eventually(async () => assert.match(await region.innerText(), /actual\s*\$504K/));
  await page.keyboard.press('ArrowRight');
  await eventually(async () => assert.doesNotMatch(await region.innerText(), /actual\s*\$/));

  // The link alone is enough, and going back takes them away again.
  const other = await open(LINK);
  assert.deepEqual(await column(other, 'ARR', 'ARR, actual'), arr);
  assert.deepEqual(await column(other, 'Cash and burn', 'Cash, actual'), {
    '4 (Mar 2027)': '$480K',
    '9 (May 2027)': '−$20',
    '13 (May 2027)': '$410K',
  });
  await page.goBack();
  await eventually(() => assert.equal(hash(page), ''));
  await eventually(async () => assert.equal(await column(page, 'ARR', 'ARR, actual'), undefined));
});

test('the dots are seen on the chart', async () => {
  const picture = async (path) => {
    const page = await open(path, { reducedMotion: 'reduce' });
    await atRest(page);
    const chart = page.getByRole('region', { name: 'ARR', exact: true });
    return (await chart.locator('canvas').first().screenshot()).toString('base64');
  };
  const plain = '#v=1&calendar.start=2027-03';
  assert.equal(await picture(plain), await picture(plain), 'the same twice');
  assert.notEqual(await picture(`${plain}&actuals.arr=20:2500000`), await picture(plain));
});

for (const [what, content, expected] of [
  ['dollars, thousands and letters', 'week,ARR,cash\n4,"$1,234,567","($2.5K)"\n', 'actuals.arr=4:1234567&actuals.cash=4:-2500'],
  ['a decimal comma and euros', 'Week;MRR;Cash\n4;€ 1.234,50;-1.000,25 €\n', 'actuals.arr=4:14814&actuals.cash=4:-1000.25'],
  ['francs and apostrophes', "week\tcash\n4\tCHF 1'234'567.50\n", 'actuals.cash=4:1234567.5'],
  ['the ends of days', 'date,users\n2027-03-31,100\n2027-06-30,300\n', 'calendar.start=2027-03&actuals.users=4:100,17:300'],
  ['months, newest first', 'month|users\n2027-05|300\n2027-03|100\n', 'calendar.start=2027-03&actuals.users=4:100,13:300'],
  ['months of the plan', 'Month,Hosting costs\n1,4000\n3,5000\n', 'actuals.infra=4:4000,13:5000'],
]) {
  test(`a file with ${what} is understood`, async () => {
    const page = await enter();
    await choose(page, csv(content));
    assert.equal(await room(page).getByRole('alert').count(), 0);
    await take(page).click();
    await eventually(() => assert.equal(hash(page), `#v=1&${expected}`));
  });
}

test('where a file does not say what its decimal sign is, that is told and can be settled', async () => {
  const page = await enter();
  await choose(page, csv('week;cash\n1;7\n2;1.500\n'));
  await room(page).getByText(/Nothing in the file says whether its decimal sign is a point or a comma/).waitFor();
  assert.deepEqual((await cells(preview(page))).at(-1), ['2', '$1.50K']);
  await room(page).getByRole('combobox', { name: 'Decimal sign' }).selectOption({ label: 'a point' });
  await eventually(async () => assert.deepEqual((await cells(preview(page))).at(-1), ['2', '$1.50']));
  await take(page).click();
  await eventually(() => assert.equal(hash(page), '#v=1&actuals.cash=1:7,2:1.5'));
});

test('dates count from the first month that one says', async () => {
  const page = await enter('#v=1&calendar.start=2027-01');
  await choose(page, csv('month,users\n2027-03,100\n'));
  const first = room(page).getByRole('textbox', { name: 'First month of the plan' });
  assert.equal(await first.inputValue(), '2027-01');
  assert.deepEqual((await cells(preview(page))).at(-1), ['13 (Mar 2027)', '100']);
  await first.fill('March');
  await first.press('Tab');
  await room(page).getByText('The first month is a month such as 2027-03.').waitFor();
  assert.equal(await take(page).count(), 0);
  await first.fill('2027-02');
  await first.press('Tab');
  await take(page).click();
  await eventually(() => assert.equal(hash(page), '#v=1&calendar.start=2027-02&actuals.users=9:100'));
});

test('a file can be put aside, and another one in its place', async () => {
  const page = await enter();
  await choose(page, csv(BOOKS));
  await room(page).getByRole('button', { name: 'Cancel' }).click();
  await preview(page).waitFor({ state: 'detached' });
  assert.equal(hash(page), '');
  await choose(page, csv('week,users\n4,100\n', 'one.csv'));
  await room(page).getByRole('heading', { name: 'one.csv' }).waitFor();
  await choose(page, csv('week,users\n4,200\n', 'two.csv'));
  await room(page).getByRole('heading', { name: 'two.csv' }).waitFor();
  await take(page).click();
  await eventually(() => assert.equal(hash(page), '#v=1&actuals.users=4:200'));
  // Series that a file does not have stay.
  await choose(page, csv('week,cash\n9,300\n'));
  await take(page).click();
  await eventually(() => assert.equal(hash(page), '#v=1&actuals.users=4:200&actuals.cash=9:300'));
  await room(page).getByRole('button', { name: 'Remove all actuals' }).click();
  await room(page).getByText('This plan has no actuals yet.').waitFor();
  await eventually(() => assert.equal(hash(page), ''));
  await page.goBack();
  await kept(page).waitFor();
});

test('a file dropped anywhere opens the room; what is no table is refused in one sentence', async () => {
  const page = await open();
  await atRest(page);
  await drop(page, csv(BOOKS));
  await preview(page).waitFor();
  assert.equal(await take(page).innerText(), 'Take over 8 values');
  await room(page).getByRole('button', { name: 'Cancel' }).click();
  await leave(page);
  await drop(page, { name: 'picture.png', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47]) });
  await eventually(async () => assert.match(await notices(page).innerText(), /picture\.png was not read\. Nothing has been changed/));
  assert.equal(await notices(page).getByRole('button', { name: 'Dismiss' }).count(), 1);
  assert.equal(hash(page), '');
});

// What a spreadsheet keeps, renamed.
const ARCHIVE = Buffer.concat([Buffer.from('PK\u0003\u0004\u0014\u0000'), Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * 131) % 256))]);
for (const [what, content, said] of [
  ['a damaged file', ARCHIVE, /not text/],
  ['an empty file', '', /no rows under a heading/],
  ['a table without times', 'name,users\na,1\n', /no column says when/],
  ['a table without anything to draw', 'week,mood\n1,good\n', /no column has anything that could be drawn/],
  ['more rows than are read', `week,users\n${'1,2\n'.repeat(5_001)}`, /more than 5000 rows/],
  ['more bytes than are read', `week,users\n${'1'.repeat(1_000_000)}`, /at most 1000000 are read/],
]) {
  test(`${what} is refused with one message and changes nothing`, async () => {
    const page = await enter('#v=1&actuals.users=4:100');
    const before = await cells(kept(page));
    await choose(page, csv(content));
    await eventually(async () => assert.match(await room(page).getByRole('alert').innerText(), said));
    assert.equal(await room(page).getByRole('alert').count(), 1);
    assert.equal(await take(page).count(), 0);
    assert.deepEqual([hash(page), await cells(kept(page))], ['#v=1&actuals.users=4:100', before]);
    await room(page).getByRole('button', { name: 'Dismiss' }).click();
    await room(page).getByRole('alert').waitFor({ state: 'detached' });
  });
}

/** The weeks of a plan as the page itself writes them, with some of the columns. */
async function weeks(path, columns, last) {
  const page = await open(path);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const button = page.getByRole('dialog', { name: 'Export' }).getByRole('button', { name: 'Every week as CSV' });
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  const [heading, ...rows] = (await readFile(await download.path(), 'utf8')).trim().split('\n').map((line) => line.split(','));
  const places = columns.map((name) => heading.indexOf(name));
  return [columns, ...rows.slice(0, last).map((row) => places.map((at) => row[at]))].map((row) => row.join(',')).join('\n');
}

/** Fits, and says how long it took until the outcome stood there, in milliseconds. */
const fit = (page) =>
  page.evaluate(async () => {
    const button = [...document.querySelectorAll('dialog button')].find((each) => each.textContent === 'Fit');
    const start = performance.now();
    button.click();
    while (!document.querySelector('.fit-charts')) await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - start;
  });

test('growth and churn that a company really had are found again, taken over, and undone', async (t) => {
  const truth = await weeks('#v=1&growth.viral=0.2&tiers.starter.churn=0.07', ['week', 'users', 'arr', 'cash'], 26);
  const page = await enter();
  await choose(page, csv(truth));
  await take(page).click();
  await kept(page).waitFor();
  const before = hash(page);
  const usual = await room(page).getByRole('checkbox', { checked: true }).count();
  const slow = await fit(page);
  assert.equal((await cells(fitted(page))).length, 1 + usual);
  await room(page).getByRole('button', { name: 'Leave the plan as it is' }).click();
  const tick = (name) => room(page).getByRole('checkbox', { name: new RegExp(`^${name}`) });
  await tick("Free users' monthly churn").uncheck();
  await tick('Free teams that start to pay').uncheck();
  const quick = await fit(page);
  t.diagnostic(`${usual} numbers fitted to 78 actuals in ${slow.toFixed(0)} ms, 2 in ${quick.toFixed(0)} ms`);
  assert.ok(slow < 10_000 && quick < 10_000, `${slow} and ${quick} ms`);
  const [, ...numbers] = await cells(fitted(page));
  assert.deepEqual(
    numbers.map(([name, was, is, , can]) => [name, was, is, can]),
    [
      ['Word-of-mouth signups', '0.25', '0.2', 'yes'],
      ['Starter monthly churn', '4 %', '7 %', 'yes'],
    ],
  );
  const [, ...distances] = await cells(room(page).getByRole('table', { name: 'Distance from the actuals' }));
  assert.deepEqual(distances.map(([series, count]) => [series, count]), [['Users', '26'], ['ARR', '26'], ['Cash', '26']]);
  for (const [series, , was, is] of distances) {
    assert.ok(parseFloat(was) > 1 && parseFloat(is) < 0.2, `${series}: ${was} before, ${is} after`);
  }
  assert.equal(await room(page).getByRole('figure').count(), 3);
  assert.equal(hash(page), before, 'nothing has changed so far');

  await room(page).getByRole('button', { name: 'Put the fitted values into the plan' }).click();
  await eventually(async () => assert.match(await notices(page).innerText(), /fitted values are in the sliders/));
  await leave(page);
  await says(slider(page, 'Word-of-mouth signups'), '0.2 users per user per week');
  await page.keyboard.press('Control+z');
  await says(slider(page, 'Word-of-mouth signups'), '0.25 users per user per week');
  await eventually(() => assert.equal(hash(page), before, 'the actuals stay'));
});

test('a fit can be left alone, and says so where there is nothing to be fitted', async () => {
  const page = await enter('#v=1&actuals.users=4:12000,9:15000');
  const before = hash(page);
  await room(page).getByRole('button', { name: 'Fit', exact: true }).click();
  await fitted(page).waitFor();
  await room(page).getByRole('button', { name: 'Leave the plan as it is' }).click();
  await fitted(page).waitFor({ state: 'detached' });
  assert.equal(hash(page), before);
  for (const tick of await room(page).getByRole('checkbox').all()) await tick.uncheck();
  await room(page).getByRole('button', { name: 'Fit', exact: true }).click();
  await room(page).getByText('choose at least one number to be fitted').waitFor();
});

test('by keyboard alone a file is chosen, taken over, fitted to and removed', async () => {
  const page = await open();
  await atRest(page);
  await page.getByRole('button', { name: 'Actuals', exact: true }).focus();
  await page.keyboard.press('Enter');
  await room(page).waitFor();
  // Asked for in good time: the browser takes a while to hand its dialogs over.
  const chosen = page.waitForEvent('filechooser');
  await tabTo(page, room(page).getByLabel('File of actuals'));
  await page.keyboard.press('Enter');
  await (await chosen).setFiles(csv('week,users\n4,12000\n9,15000\n13,19000\n'));
  await preview(page).waitFor();
  await tabTo(page, take(page));
  await page.keyboard.press('Enter');
  await kept(page).waitFor();
  await tabTo(page, room(page).getByRole('button', { name: 'Fit', exact: true }));
  await page.keyboard.press('Enter');
  await fitted(page).waitFor();
  await tabTo(page, room(page).getByRole('button', { name: 'Put the fitted values into the plan' }));
  await page.keyboard.press('Enter');
  await eventually(() => assert.match(hash(page), /growth\.viral=.*actuals\.users/));
  await tabTo(page, room(page).getByRole('button', { name: 'Remove all actuals' }));
  await page.keyboard.press('Enter');
  await room(page).getByText('This plan has no actuals yet.').waitFor();
  await page.keyboard.press('Escape');
  await room(page).waitFor({ state: 'hidden' });
});

for (const colorScheme of ['light', 'dark']) {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    test(`the room is fit for everyone, ${viewport.width} pixels wide and ${colorScheme}`, async () => {
      const page = await enter('#v=1&actuals.users=4:12000,9:15000&actuals.cash=4:480000', {
        bypassCSP: true,
        reducedMotion: 'reduce',
        colorScheme,
        viewport,
      });
      await choose(page, csv(BOOKS));
      await preview(page).waitFor();
      await room(page).getByRole('button', { name: 'Fit', exact: true }).click();
      await fitted(page).waitFor();
      const [needed, there] = await page.evaluate(() => {
        const body = document.querySelector('#room-body');
        return [Math.max(body.scrollWidth, document.documentElement.scrollWidth), body.clientWidth];
      });
      assert.ok(needed <= Math.max(there, viewport.width) && there <= viewport.width, `${needed} of ${there}`);
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
