// One part of the page alone in a frame on somebody else's page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base, open } from './harness.mjs';
import { eventually } from './page.mjs';

/** What the page asked the server for, by file name. */
async function asked(path, options) {
  const files = [];
  const page = await open(path, {
    ...options,
    prepare: (page) => page.on('request', (request) => files.push(new URL(request.url()).pathname.split('/').pop())),
  });
  return { page, files };
}

/** Everything with a text or a picture that a reader sees, by tag. */
const seen = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('h1, h2, button, input, .tile, canvas, a')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element) => `${element.tagName.toLowerCase()} ${element.textContent.trim()}`.trim()),
  );

const charts = async () => {
  const page = await open();
  return page.evaluate(() => [...document.querySelectorAll('[id^="chart-"]')].map(({ id }) => id.slice('chart-'.length)));
};

test('every chart stands alone, fills its frame, and brings nothing along that it does not need', async () => {
  const all = await charts();
  assert.ok(all.length >= 12);
  for (const chart of all) {
    const { page, files } = await asked(`?embed=${chart}#v=1&team.scaling=0.55&name=A+plan`, {
      viewport: { width: 640, height: 360 },
    });
    const headings = (await seen(page)).filter((each) => each.startsWith('h'));
    assert.equal(headings.length, 1, `${chart}: ${headings}`);
    const plot = page.locator('.embedded .plot');
    await eventually(async () => {
      const { width, height } = await plot.boundingBox();
      assert.ok(width > 600 && height > 260 && height < 360, `${chart}: ${width} × ${height}`);
    });
    // Something is drawn on it.
    await eventually(async () => {
      const inked = await page.locator('.embedded canvas').evaluateAll((all) =>
        all.some((canvas) => {
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          return data.some((value, at) => at % 4 === 3 && value > 0);
        }),
      );
      assert.ok(inked, chart);
    });
    assert.equal(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight), true);
    assert.equal(files.some((name) => /^(engine|studio|workbook)/.test(name)), false, files.join());
    await page.context().close();
  }
});

test('the crosshair reads a week by key, the table and the words are there', async () => {
  const { page } = await asked('?embed=arr', { viewport: { width: 640, height: 360 } });
  const plot = page.getByRole('slider', { name: 'ARR: week to read' });
  await plot.focus();
  await page.keyboard.press('Home');
  await eventually(async () => assert.match(await plot.getAttribute('aria-valuetext'), /^week 1: /));
  await page.keyboard.press('ArrowRight');
  await eventually(async () => assert.match(await plot.getAttribute('aria-valuetext'), /^week 2: /));
  const about = await plot.getAttribute('aria-describedby');
  assert.match(await page.locator(`#${about}`).textContent(), /ARR/);
  await page.getByRole('button', { name: 'ARR as a table' }).click();
  await page.getByRole('dialog').getByRole('table').first().waitFor();
});

test('the tiles stand alone, at any width', async () => {
  for (const width of [360, 640, 1200]) {
    const { page, files } = await asked('?embed=tiles', { viewport: { width, height: 240 } });
    const all = await seen(page);
    assert.equal(all.filter((each) => each.startsWith('li')).length, 6);
    assert.equal(all.filter((each) => each.startsWith('h') || each.startsWith('canvas')).length, 0, all.join());
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    assert.equal(files.some((name) => /^(engine|studio|workbook)/.test(name)), false);
    await page.context().close();
  }
});

test('a link leads to the whole, with the same scenario', async () => {
  const { page } = await asked('?embed=cash#v=1&team.scaling=0.55');
  const link = page.getByRole('link', { name: 'Open in Headroom' });
  assert.equal(await link.evaluate((element) => element.href), `${base}#v=1&team.scaling=0.55`);
  assert.equal(await link.getAttribute('target'), '_blank');
});

test('the colours of the address hold against those of the system', async () => {
  for (const [system, wanted, dark] of [['light', 'dark', true], ['dark', 'light', false], ['dark', '', true]]) {
    const { page } = await asked(`?embed=arr${wanted && `&colours=${wanted}`}`, { colorScheme: system });
    const [red] = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number));
    assert.equal(red < 128, dark, `${system}, ${wanted}`);
    await page.context().close();
  }
});

test('a part that does not exist is refused with those that do', async () => {
  for (const [name, said] of [['nonsense', 'nonsense'], ['', ''], ['"><img src=x onerror=alert(1)>', '<img']]) {
    const { page } = await asked(`?embed=${encodeURIComponent(name)}`);
    const text = await page.getByRole('alert').innerText();
    assert.match(text, /Possible are: tiles, arr, /);
    assert.ok(text.includes(said));
    assert.equal(await page.locator('img').count(), 0);
    assert.equal((await seen(page)).filter((each) => /^(h|canvas|input)/.test(each)).length, 0);
    await page.context().close();
  }
});

test('a damaged link is told in the frame as well', async () => {
  const { page } = await asked('?embed=arr#v=1&no.such.input=3');
  await page.getByText(/no\.such\.input/).waitFor();
});
