// The room in which charts and numbers leave the page: every file is opened.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { open } from './harness.mjs';
import { native } from './native.mjs';
import { eventually } from './page.mjs';

const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };
const LINK = 'v=1&name=Spring+plan&team.scaling=0.55';

/** Opens the page with its export room, by the chart's own button if one is named. */
async function exporting({ chart, ...options } = {}) {
  const page = await open(`#${LINK}`, { ...CLIPBOARD, ...options });
  const name = chart ? `Export ${chart}` : 'Export';
  await page.getByRole('button', { name, exact: true }).click();
  const room = page.getByRole('dialog', { name: 'Export' });
  await room.waitFor();
  return { page, room };
}

async function file(page, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
}

const choose = (room, name, label) => room.getByRole('combobox', { name, exact: true }).selectOption({ label });
const type = (room, name, text) => room.getByRole('textbox', { name, exact: true }).fill(text);

/** A picture's size, and some of its pixels. */
const pixels = (page, bytes) =>
  page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let [clear, solid] = [0, 0];
    for (let at = 3; at < data.length; at += 4) {
      clear += data[at] === 0;
      solid += data[at] === 255;
    }
    return { width: image.width, height: image.height, corner: [...data.slice(0, 4)], clear, solid, all: data.length / 4 };
  }, Buffer.from(bytes).toString('base64'));

test('a chart’s own button opens the room with that chart', async () => {
  const { room } = await exporting({ chart: 'Cash and burn' });
  assert.equal(await room.getByRole('combobox', { name: 'Chart', exact: true }).inputValue(), 'cash');
  await room.getByRole('img', { name: /^Cash and burn\. / }).waitFor();
});

test('a drawing is a document that shows what the preview shows', async () => {
  const { page, room } = await exporting();
  await choose(room, 'Chart', 'Cash and burn');
  await type(room, 'Width, pixels', '1000');
  await eventually(async () => assert.match(await room.getByRole('img').getAttribute('src'), /width=%221000%22/));
  const { name, content } = await file(page, room.getByRole('button', { name: 'Download SVG' }));
  assert.equal(name, 'spring-plan-cash.svg');
  const svg = content.toString('utf8');
  const read = await page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, 'image/svg+xml');
    const root = document.documentElement;
    return {
      error: document.querySelector('parsererror')?.textContent ?? '',
      name: root.nodeName,
      width: root.getAttribute('width'),
      title: root.querySelector(':scope > title').textContent,
      says: root.querySelector(':scope > desc').textContent,
    };
  }, svg);
  assert.equal(read.error, '');
  assert.deepEqual([read.name, read.width, read.title], ['svg', '1000', 'Cash and burn']);
  assert.match(read.says, /Cash/);
  assert.match(svg, /Spring plan/);
  await room.getByRole('button', { name: 'Copy SVG text' }).click();
  await room.getByText('SVG text copied.').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), svg);
});

test('uncertain ranges are in the file with words for them, unless they are not wanted', async () => {
  const { page, room } = await exporting();
  const tick = room.getByRole('checkbox', { name: 'With uncertain ranges' });
  // They are offered once the runs have been made.
  await tick.waitFor({ timeout: 30_000 });
  assert.ok(await tick.isChecked());
  const drawn = async () => {
    const { content } = await file(page, room.getByRole('button', { name: 'Download SVG' }));
    const svg = content.toString('utf8');
    return { svg, areas: svg.match(/<polygon [^>]*opacity="0\.2"/g)?.length ?? 0 };
  };
  const ranged = await drawn();
  assert.equal(ranged.areas, 1, 'one line of the chart of ARR has a range');
  assert.match(ranged.svg, />shaded: P10–P90 of 5,000 possible futures, dashes: the median</);
  await tick.uncheck();
  await eventually(async () => assert.doesNotMatch(decodeURIComponent(await room.getByRole('img').getAttribute('src')), /P10–P90/));
  const plain = await drawn();
  assert.equal(plain.areas, 0);
  assert.doesNotMatch(plain.svg, /P10–P90/);
});

test('a picture has the size, the colours and the ground that were chosen', async () => {
  const { page, room } = await exporting({ colorScheme: 'light' });
  await type(room, 'Width, pixels', '600');
  await type(room, 'Height, pixels', '300');
  const png = () => file(page, room.getByRole('button', { name: 'Download PNG' }));
  for (const [scale, factor] of [['1× the size', 1], ['2×', 2], ['4×', 4]]) {
    await choose(room, 'Pixels of a PNG', scale);
    const { name, content } = await png();
    assert.equal(name, 'spring-plan-arr.png');
    const picture = await pixels(page, content);
    assert.deepEqual([picture.width, picture.height], [600 * factor, 300 * factor]);
    assert.deepEqual(picture.corner, [255, 255, 255, 255]);
    assert.equal(picture.solid, picture.all);
  }
  await choose(room, 'Pixels of a PNG', '1× the size');
  await choose(room, 'Colours', 'Dark');
  const dark = await pixels(page, (await png()).content);
  assert.ok(dark.corner[0] < 60 && dark.corner[3] === 255, `${dark.corner}`);
  await choose(room, 'Background', 'Transparent');
  const clear = await pixels(page, (await png()).content);
  assert.deepEqual(clear.corner, [0, 0, 0, 0]);
  assert.ok(clear.clear > 0.3 * clear.all && clear.solid > 100, `${clear.clear} of ${clear.all}`);
});

test('a picture goes into the clipboard', async () => {
  const { page, room } = await exporting();
  await room.getByRole('button', { name: 'Copy picture' }).click();
  await room.getByText('Picture copied.').waitFor();
  const bytes = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const blob = await item.getType('image/png');
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const picture = await pixels(page, bytes);
  assert.deepEqual([picture.width, picture.height], [1600, 900]);
});

test('sizes that are impossible are refused where they were typed', async () => {
  const { room } = await exporting();
  await type(room, 'Width, pixels', '20');
  await room.getByText('200 to 4,096 pixels are possible; 800 stays').waitFor();
  await type(room, 'Width, pixels', '4096');
  await type(room, 'Height, pixels', '4096');
  await choose(room, 'Pixels of a PNG', '4×');
  await room.getByText(/16,384 × 16,384 pixels is more than browsers draw/).waitFor();
});

test('the numbers are those of the command line', async () => {
  const { page, room } = await exporting();
  const series = await file(page, room.getByRole('button', { name: 'Every week as CSV' }));
  const figures = await file(page, room.getByRole('button', { name: 'Figures as JSON' }));
  assert.deepEqual([series.name, figures.name], ['spring-plan-weeks.csv', 'spring-plan-figures.json']);
  const [header, ...rows] = series.content.toString('utf8').trimEnd().split('\n');
  assert.match(header, /^week,/);
  assert.equal(rows.length, 52);
  assert.ok(rows.every((row) => row.split(',').length === header.split(',').length));
  assert.equal(typeof JSON.parse(figures.content).lowest_cash, 'number');
  const table = await file(page, room.getByRole('button', { name: 'Figures as CSV' }));
  assert.match(table.content.toString('utf8'), /^figure,name,value,unit,meaning\n/);
  const print = (...words) => native(...words, '--preset', 'realistic', '--set', 'team.scaling=0.55');
  assert.equal(series.content.toString('utf8'), print('simulate', '--format', 'csv'));
  assert.equal(figures.content.toString('utf8'), print('summary'));
});

test('no size of the window cuts the room', async () => {
  for (const viewport of [{ width: 390, height: 844 }, { width: 360, height: 640 }, { width: 1440, height: 900 }]) {
    const { room } = await exporting({ viewport });
    await room.getByRole('img').waitFor();
    const over = await room.evaluate((dialog) => {
      const { right } = dialog.getBoundingClientRect();
      return [...dialog.querySelectorAll('*')]
        .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > right + 1)
        .map((each) => each.outerHTML.slice(0, 80));
    });
    assert.deepEqual(over, [], `${viewport.width}`);
  }
});
