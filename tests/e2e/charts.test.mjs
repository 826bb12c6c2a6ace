// Charts: drawn, pointed at, read by keyboard, and the tables behind them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from './harness.mjs';
import { atRest, eventually, slider, spoken } from './page.mjs';

const PRIMARY = ['ARR', 'Cash and burn', 'Load and capacity'];
const WEEKS = 52;

const reader = (page, name) => page.getByRole('slider', { name: `${name}: week to read`, exact: true });
const readers = (page) => page.getByRole('slider', { name: /: week to read$/ });
// A chart stands on a canvas for each of its layers; the last has what follows the plan.
const canvases = (page, name) => page.getByRole('region', { name, exact: true }).locator('canvas');
const canvas = (page, name) => canvases(page, name).last();
const focused = (locator) => locator.evaluate((element) => element === document.activeElement);

/** How a canvas is inked: the share of pixels that are not the commonest colour, and their colours. */
const ink = (locator) =>
  locator.evaluate((canvas) => {
    const { width, height } = canvas;
    const pixels = new Uint32Array(canvas.getContext('2d').getImageData(0, 0, width, height).data.buffer);
    const counts = new Map();
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
    const [[ground, most]] = [...counts].sort(([, one], [, other]) => other - one);
    return { share: 1 - most / pixels.length, colours: counts.size, ground, sum: pixels.reduce((a, b) => (a * 31 + b) | 0, 0) };
  });

/** What the read-out in each visible chart says, once every one of them speaks of `week`. */
async function readouts(page, week) {
  const charts = await readers(page).count();
  const texts = page.getByText(`Week ${week}`, { exact: true });
  await eventually(async () => assert.equal(await texts.count(), charts));
  return texts.locator('..').allInnerTexts();
}

test('pointing at one chart reads every series of that week in all charts; leaving ends it', async () => {
  const page = await open();
  const box = await reader(page, 'ARR').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const heading = page.getByText(/^Week \d+$/).first();
  await heading.waitFor();
  const week = Number((await heading.innerText()).match(/\d+/)[0]);
  assert.ok(week > 15 && week < 37, `week ${week} is in the middle`);
  for (const text of await readouts(page, week)) assert.match(text, /\n.*\d/s);
  await page.getByRole('region', { name: 'Verdict' }).hover();
  await heading.waitFor({ state: 'detached' });
});

test('the crosshair follows the pointer to the first and the last week', async () => {
  const page = await open();
  const box = await reader(page, 'Cash and burn').boundingBox();
  for (const [x, week] of [
    [box.x + 2, 1],
    [box.x + box.width - 2, WEEKS],
  ]) {
    await page.mouse.move(x, box.y + box.height / 2);
    await readouts(page, week);
  }
});

test('the read-out stays inside its chart', async () => {
  const page = await open();
  for (const name of PRIMARY) {
    const plot = await reader(page, name).boundingBox();
    for (const share of [0.05, 0.45, 0.55, 0.95]) {
      await page.mouse.move(plot.x + share * plot.width, plot.y + plot.height / 2);
      const text = page.getByRole('region', { name, exact: true }).getByText(/^Week \d+$/).locator('..');
      await text.waitFor();
      const box = await text.boundingBox();
      assert.ok(box.x >= plot.x - 1 && box.x + box.width <= plot.x + plot.width + 1, `${name} at ${share}`);
    }
  }
});

test('a chart is read by keyboard, week by week, and says what it shows', async () => {
  const page = await open();
  const chart = reader(page, 'ARR');
  await chart.focus();
  assert.match(await spoken(chart), new RegExp(`^week ${WEEKS}: ARR \\$`));
  for (const [key, week] of [
    ['Home', 1],
    ['ArrowRight', 2],
    ['ArrowUp', 3],
    ['ArrowLeft', 2],
    ['PageUp', 6],
    ['PageDown', 2],
    ['End', WEEKS],
    ['ArrowRight', WEEKS],
  ]) {
    await page.keyboard.press(key);
    await eventually(async () => assert.match(await spoken(chart), new RegExp(`^week ${week}: ARR \\$.*\\d`), key));
    assert.equal(await chart.getAttribute('aria-valuenow'), String(week));
    await readouts(page, week);
  }
  await page.keyboard.press('Escape');
  await page.getByText(/^Week \d+$/).first().waitFor({ state: 'detached' });
});

test('what the keyboard reads is what stands in the table', async () => {
  const page = await open();
  await atRest(page);
  for (const name of ['ARR', 'Cash and burn']) {
    const chart = reader(page, name);
    await chart.focus();
    await page.keyboard.press('Home');
    for (let week = 1; week < 5; week += 1) await page.keyboard.press('ArrowRight');
    await eventually(async () => assert.match(await spoken(chart), /^week 5:/));
    const values = (await spoken(chart)).match(/−?\$[\d.]+[KMBT]?/g);
    await page.getByRole('button', { name: `${name} as a table` }).click();
    const row = page.getByRole('dialog').getByRole('row').filter({ has: page.getByRole('rowheader', { name: '5', exact: true }) });
    const cells = (await row.getByRole('cell').allInnerTexts()).map((text) => text.replaceAll(' ', ''));
    for (const value of values) assert.ok(cells.includes(value), `${name}: ${value} in ${cells}`);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }
});

test('every chart has a table of a row a week, which Escape or its button closes; focus returns', async () => {
  const page = await open();
  const buttons = page.getByRole('button', { name: /as a table$/ });
  const names = await buttons.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
  assert.ok(names.length >= PRIMARY.length + 7);
  for (const [index, name] of names.entries()) {
    const button = page.getByRole('button', { name, exact: true });
    await button.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: name.replace(' as a table', ''), exact: true });
    await dialog.waitFor();
    assert.equal(await dialog.getByRole('rowheader').count(), WEEKS, name);
    assert.ok((await dialog.getByRole('columnheader').count()) > 1, name);
    assert.doesNotMatch(await dialog.innerText(), /NaN|inf\b|undefined/);
    if (index % 2) await page.keyboard.press('Escape');
    else await dialog.getByRole('button', { name: 'Close the table' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await eventually(async () => assert.ok(await focused(button), `focus is back at ${name}`));
  }
});

for (const colorScheme of ['light', 'dark']) {
  test(`every chart is inked in ${colorScheme} colours, at the pixels of the screen`, async () => {
    const page = await open('', { colorScheme });
    const names = await readers(page).evaluateAll((all) =>
      all.map((each) => each.getAttribute('aria-label').replace(': week to read', '')),
    );
    for (const name of names) {
      const drawn = canvas(page, name);
      await drawn.scrollIntoViewIfNeeded();
      for (const layer of await canvases(page, name).all()) {
        await eventually(async () => {
          const { share, colours } = await ink(layer);
          assert.ok(share > 0.01 && share < 0.7, `${name}: ${share} of it is ink`);
          assert.ok(colours > 8, `${name} has ${colours} colours`);
        });
      }
      const { width, height } = await drawn.boundingBox();
      const [columns, rows] = await drawn.evaluate((each) => [each.width, each.height]);
      assert.ok(columns >= Math.floor(width) && rows >= Math.floor(height), `${name}: ${columns}×${rows}`);
    }
  });
}

test('the drawing follows a slider, a window that changes its size, and the colours', async () => {
  const page = await open('', { colorScheme: 'light' });
  const drawn = canvas(page, 'Cash and burn');
  const differs = (before) => eventually(async () => {
    const now = await ink(drawn);
    assert.notEqual(now.sum, before.sum);
    assert.ok(now.share > 0.01);
    return now;
  });
  await eventually(async () => assert.ok((await ink(drawn)).share > 0.01));
  let last = await ink(drawn);
  await slider(page, 'Cash at the start').focus();
  await page.keyboard.press('End');
  last = await differs(last);

  await page.setViewportSize({ width: 1280, height: 900 });
  last = await differs(last);
  await eventually(async () => {
    const { width } = await drawn.boundingBox();
    assert.ok(Math.abs((await drawn.evaluate((each) => each.width)) - width) <= 1);
  });

  const button = page.getByRole('button', { name: /^Colours/ });
  for (const choice of ['light', 'dark']) {
    await button.click();
    await page.getByRole('button', { name: `Colours: ${choice}` }).waitFor();
  }
  await differs(last);
  assert.ok(await page.evaluate(() => {
    const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
    return red + green + blue < 200;
  }), 'the ground is dark');
  await page.reload();
  await page.getByRole('button', { name: 'Colours: dark' }).waitFor();
});

test('on a screen of three device pixels a CSS pixel, so is the canvas', async () => {
  const page = await open('', { deviceScaleFactor: 3 });
  const drawn = canvas(page, 'ARR');
  const { width } = await drawn.boundingBox();
  await eventually(async () => assert.ok((await drawn.evaluate((each) => each.width)) >= 3 * Math.floor(width)));
});
