// The presentation and the brief: on the screen, while they are edited, and on paper.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from './harness.mjs';
import { atRest, eventually, hash, says, slider, spoken, swipe, verdict } from './page.mjs';
import { nothingIsClipped, printed } from './paper.mjs';

const SLIDES = [
  'The verdict',
  'Growth',
  'ARR bridge',
  'Burn and the ask',
  'Capacity and slip tolerance',
  'Risk',
  'Assumptions',
];

/** 16:9, in points. */
const SCREEN = { width: 960, height: 540 };

/** Opens the presentation by its button. */
async function present(page) {
  await page.getByRole('button', { name: 'Present', exact: true }).click();
  const room = page.getByRole('dialog', { name: 'Presentation' });
  await room.getByRole('region', { name: 'Slide' }).getByRole('heading').waitFor();
  return room;
}

const stage = (room) => room.getByRole('region', { name: 'Slide' });
const headline = (room) => stage(room).getByRole('heading').innerText();
const place = (room, text) => room.getByRole('status').filter({ hasText: text }).waitFor();
const pages = (room) => room.getByRole('list', { name: 'Pages' }).locator('> li');

/** Waits until the address has a part that matches. */
const linked = (page, pattern) => eventually(async () => assert.match(decodeURIComponent(hash(page)), pattern));

test('slides with charts have the uncertain ranges of the plan on the page, and of no other', async () => {
  const page = await open();
  await atRest(page);
  const room = await present(page);
  const legend = stage(room).getByText('shaded: P10–P90 of 5,000 possible futures, dashes: the median');
  await page.keyboard.press('ArrowRight');
  await place(room, 'Growth');
  await legend.waitFor();
  const areas = () => stage(room).locator('.wide-drawing polygon[opacity="0.2"]').count();
  await eventually(async () => assert.ok((await areas()) > 0));
  await page.keyboard.press('ArrowRight');
  await place(room, 'ARR bridge');
  await legend.waitFor({ state: 'detached' });
});

test('keys turn pages of one message each, and Escape leads back to the button', async () => {
  const page = await open();
  const said = await verdict(page);
  const room = await present(page);
  assert.equal(await headline(room), said);
  for (const [index, name] of SLIDES.entries()) {
    await place(room, `${index + 1} of ${SLIDES.length}: ${name}`);
    assert.equal(await stage(room).getByRole('article').count(), 1);
    await page.keyboard.press(['ArrowRight', 'PageDown', ' '][index % 3]);
  }
  await place(room, 'Assumptions');
  await page.keyboard.press('Home');
  await place(room, 'The verdict');
  await page.keyboard.press('End');
  await page.keyboard.press('PageUp');
  await place(room, 'Risk');
  await room.getByRole('button', { name: 'Previous page' }).click();
  await place(room, 'Capacity');
  await page.keyboard.press('ArrowRight');
  await place(room, 'Risk');
  // Leaves the full screen first, if the browser has given one.
  await eventually(async () => {
    await page.keyboard.press('Escape');
    assert.equal(await room.isVisible(), false);
  });
  await eventually(async () =>
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Present'),
  );
  assert.equal(await page.evaluate(() => document.fullscreenElement), null);
});

test('numbers are those of the plan on the page', async () => {
  const page = await open();
  const cash = slider(page, 'Cash at the start');
  await cash.focus();
  await page.keyboard.press('PageUp');
  const value = await spoken(cash);
  await says(cash, value);
  const said = await verdict(page);
  const room = await present(page);
  assert.equal(await headline(room), said);
  await page.keyboard.press('End');
  await stage(room).getByRole('row', { name: /Cash at the start/ }).getByText(/our own, not \$500K/).waitFor();
});

test('a headline of the founder’s own survives a reload, and tells when the plan has moved on', async () => {
  const page = await open();
  let room = await present(page);
  await page.keyboard.press('e');
  const growth = pages(room).nth(1);
  await growth.getByRole('textbox', { name: 'Headline' }).fill('ARR reaches $7M & more');
  await growth.getByRole('textbox', { name: "Speaker's note" }).fill('Breathe.\nThen say it.');
  await growth.getByRole('button', { name: 'Show from here, page 2' }).click();
  await place(room, '2 of 7: Growth');
  assert.equal(await headline(room), 'ARR reaches $7M & more');
  await linked(page, /slide\.growth\.headline=ARR\+reaches\+\$7M\+&\+more/);
  await page.keyboard.press('n');
  await room.getByRole('complementary', { name: "Speaker's note" }).getByText('Then say it.').waitFor();

  await page.reload();
  await page.locator('#boot').waitFor({ state: 'detached' });
  room = await present(page);
  await page.keyboard.press('ArrowRight');
  await place(room, 'Growth');
  assert.equal(await headline(room), 'ARR reaches $7M & more');
  await room.getByRole('button', { name: 'Close' }).click();

  const viral = slider(page, 'Word-of-mouth signups');
  await viral.focus();
  await page.keyboard.press('PageUp');
  room = await present(page);
  await page.keyboard.press('e');
  await growth.getByText('The plan has changed since this was written').waitFor();
  await growth.getByRole('button', { name: 'Made headline, page 2' }).click();
  await growth.getByText('The headline follows the plan.').waitFor();
  assert.match(await growth.getByRole('textbox', { name: 'Headline' }).inputValue(), /^ARR grows from/);
});

test('pages move and are left out, on the screen and on paper, and a link brings them along', async () => {
  const page = await open();
  let room = await present(page);
  await page.keyboard.press('e');
  await pages(room).nth(5).getByRole('button', { name: 'Earlier, page 6' }).press('Enter');
  await pages(room).nth(4).getByRole('heading', { name: '5. Risk' }).waitFor();
  await pages(room).nth(1).getByRole('checkbox', { name: 'Shown in the presentation' }).uncheck();
  await linked(page, /slides=verdict,-growth,bridge,burn,risk,capacity,assumptions/);
  const order = ['The verdict', 'ARR bridge', 'Burn and the ask', 'Risk', 'Capacity', 'Assumptions'];
  const other = await open(hash(page));
  for (const each of [page, other]) {
    if (each === other) room = await present(other);
    else await page.keyboard.press('e');
    await each.keyboard.press('Home');
    for (const [index, name] of order.entries()) {
      await place(room, `${index + 1} of 6: ${name}`);
      await each.keyboard.press('ArrowRight');
    }
    const paper = await printed(each);
    assert.equal(paper.length, 6);
    for (const [index, name] of order.entries()) assert.ok(paper[index].text.includes(name), name);
  }
});

for (const colorScheme of ['light', 'dark']) {
  test(`the presentation is a landscape PDF of a page a slide, drawn by lines, in ${colorScheme} colours`, async () => {
    const page = await open('#team.scaling=0.6&stress.database=20', { colorScheme });
    const room = await present(page);
    const said = await headline(room);
    const paper = await printed(page);
    assert.equal(paper.length, SLIDES.length);
    for (const [index, { width, height, text, paths, images }] of paper.entries()) {
      assert.deepEqual([Math.round(width), Math.round(height)], [SCREEN.width, SCREEN.height]);
      assert.ok(text.includes(SLIDES[index]), `${SLIDES[index]}: ${text}`);
      assert.ok(text.includes(`${index + 1} / ${SLIDES.length}`), 'the page has its number');
      assert.equal(images, 0, `${SLIDES[index]} has no pixels`);
      assert.ok(paths > 3, `${SLIDES[index]} is drawn`);
    }
    const bare = (text) => text.replaceAll(/\s/g, '');
    assert.ok(bare(paper[0].text).includes(bare(said)), 'the text can be found');
    await nothingIsClipped(page, '.deck-slide .slide');
  });
}

test('nothing is cut off however long the words are and however much was changed', async () => {
  const words = 'Wide words which follow each other '.repeat(5).trim();
  const slides = ['verdict', 'growth', 'bridge', 'burn', 'capacity', 'risk', 'assumptions'];
  const parts = slides.map((slide) => `slide.${slide}.headline=${encodeURIComponent(words)}`);
  const changed = ['tiers.starter.price=31', 'tiers.custom.price=7000', 'team.scaling=0.6', 'growth.viral=0.3',
    'team.engineers=6', 'finance.cash=700000', 'delivery.overrun=1.5', 'team.delay=9', 'team.ramp=21',
    'finance.overhead=12000', 'finance.content=6000', 'growth.market=3000000', 'infra.fixed=4000'];
  const hires = Array(40).fill(`2.5:120000:${'Engineer+of+something+very+long+'.repeat(2)}`).join(',');
  const name = `name=${encodeURIComponent('W'.repeat(80))}`;
  const hash = `#v=1&${[name, ...parts, ...changed, `hires=${hires}`].join('&')}`;
  const page = await open(hash);
  const room = await present(page);
  await nothingIsClipped(page, '.deck-slide .slide');
  assert.equal((await printed(page)).length, SLIDES.length);

  await room.getByRole('button', { name: 'One-page brief' }).click();
  const brief = page.getByRole('dialog', { name: 'One-page brief' });
  await brief.getByRole('heading').first().waitFor();
  await nothingIsClipped(page, '.brief-page');
  for (const format of ['A4', 'Letter']) {
    const [sheet, ...more] = await printed(page, { format });
    assert.deepEqual(more, [], format);
    assert.ok(sheet.height > sheet.width, 'upright');
    assert.equal(sheet.images, 0);
    for (const text of ['W'.repeat(80), 'The ask', 'ARR in month 6', 'Load and capacity', 'more are left out here']) {
      assert.ok(sheet.text.replaceAll(/\s/g, '').includes(text.replaceAll(/\s/g, '')), `${format}: ${text}`);
    }
  }
});

test('on a phone a swipe turns the page and nothing is wider than the screen', async () => {
  const page = await open('', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.getByRole('button', { name: 'Present', exact: true }).tap();
  const room = page.getByRole('dialog', { name: 'Presentation' });
  await stage(room).getByRole('heading').waitFor();
  for (const slide of SLIDES) {
    await stage(room).getByText(slide, { exact: true }).first().waitFor();
    const { wide, type } = await stage(room).evaluate((section) => ({
      wide: section.querySelector('.slide').scrollWidth,
      type: Math.min(...[...section.querySelectorAll('h3, dd, dt, td')].map((each) => Number.parseFloat(getComputedStyle(each).fontSize))),
    }));
    assert.ok(wide <= 390, `${slide} is ${wide} wide`);
    assert.ok(type >= 9, `${slide} has type of ${type}`);
    await swipe(page, { x: 300, y: 400 }, { x: -180 });
  }
  await swipe(page, { x: 80, y: 400 }, { x: 200 });
  await stage(room).getByText('Risk', { exact: true }).first().waitFor();
});

test('a swipe counts when the slide is drawn anew below the finger', async () => {
  const page = await open('', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.getByRole('button', { name: 'Present', exact: true }).tap();
  const room = page.getByRole('dialog', { name: 'Presentation' });
  const slide = await stage(room).getByRole('heading').elementHandle();
  await swipe(page, { x: 300, y: 400 }, { x: -180 }, async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await eventually(async () => assert.equal(await slide.evaluate((it) => it.isConnected), false));
  });
  await stage(room).getByText('Growth', { exact: true }).first().waitFor();
});

test('the presentation works without a connection', async () => {
  const page = await open();
  await atRest(page);
  await page.context().setOffline(true);
  const room = await present(page);
  await page.keyboard.press('ArrowRight');
  await place(room, 'Growth');
  assert.equal(await stage(room).getByRole('img').count() > 0, true);
});
