// What a person finds on the page, and what a person does with it.
import assert from 'node:assert/strict';

/** How long a condition may take to come true, in milliseconds. */
const PATIENCE = 5_000;

/** The addresses that the history has taken so far, one step each. */
export const steps = (page) => page.evaluate(() => history.length);

/** Tries `check` until it no longer throws; what it threw last once patience is over. */
export async function eventually(check) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }
}

/** Waits until all parts of the page have been loaded: the odds come from the last but one, and the
 * last one brings the dialog of its rooms. */
export async function atRest(page) {
  await page.getByText(/^Of 5.000 possible futures/).waitFor({ timeout: 30_000 });
  await page.locator('dialog[aria-labelledby=room-title]').waitFor({ state: 'attached', timeout: 30_000 });
}

/** The parts of the page below the timeline. */
export const TABS = ['Explore', 'Compare', 'Uncertainty', 'What matters', 'What to do', 'Plan check', 'All assumptions', 'How it works'];

/** The sentence at the top. */
export const verdict = (page) => page.getByRole('region', { name: 'Verdict' }).getByRole('heading').innerText();

/** The slider of an input in the panel at the side. */
export const slider = (page, name) =>
  page.getByRole('complementary', { name: 'Inputs' }).getByRole('slider', { name, exact: true });

/** The name that stands above a slider. */
export const label = (slider) => slider.locator('xpath=../..').locator('.slider-label');

/** The field beside a slider, by the input's name and unit. */
export const field = (page, name) =>
  page.getByRole('complementary', { name: 'Inputs' }).getByRole('textbox', { name, exact: true });

/** A slider's value in words. */
export const spoken = (slider) => slider.getAttribute('aria-valuetext');

/** What follows the # in the address bar. */
export const hash = (page) => new URL(page.url()).hash;

/** Waits until the slider says `text`. */
export const says = (slider, text) => eventually(async () => assert.equal(await spoken(slider), text));

/** All that a person reads off the first screen at once: verdict, tiles and every slider. The odds
 * below the verdict follow when they have been worked out. */
export async function screen(page) {
  const said = await page.getByRole('region', { name: 'Verdict' }).innerText();
  return {
    verdict: said.replace(/\s*Of [^\n]* possible futures[^\n]*$/, ''),
    tiles: await page.getByRole('main').getByRole('list').first().getByRole('listitem').allInnerTexts(),
    sliders: await page.getByRole('slider').evaluateAll((all) =>
      all
        .filter((each) => !each.getAttribute('aria-label').endsWith('week to read'))
        .map((each) => `${each.getAttribute('aria-label')}: ${each.getAttribute('aria-valuetext')}`),
    ),
  };
}

/** Where a slider's thumb is, in CSS pixels of the viewport. */
export async function thumb(slider) {
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  const share = await slider.evaluate((input) => (input.valueAsNumber - input.min) / (input.max - input.min));
  const inset = Math.min(10, box.width / 4);
  return { x: box.x + inset + share * (box.width - 2 * inset), y: box.y + box.height / 2, width: box.width };
}

/** Whether all of an element lies within the viewport, and nothing covers its middle or its upper edge. */
export const inView = (locator) =>
  locator.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const shows = (y) => element.contains(document.elementFromPoint((left + right) / 2, y));
    const isInside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    return isInside && shows((top + bottom) / 2) && shows(top + 2);
  });

/** What makes the page scroll sideways, if it does. */
export const tooWide = (page) =>
  page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((each) => each.getBoundingClientRect().right > root.clientWidth + 1)
      .slice(0, 8)
      .map((each) => `${each.tagName}.${each.className}`);
  });

/** The middle of an element, once it is in view. */
export async function middle(locator) {
  await locator.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await locator.boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
}

/** Drags the mouse from a point by some pixels; `held` runs before the button is let go. */
export async function drag(page, from, { x = 0, y = 0 }, held = async () => {}) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + x / 2, from.y + y / 2, { steps: 4 });
  await page.mouse.move(from.x + x, from.y + y, { steps: 4 });
  await held();
  await page.mouse.up();
}

/** Drags a finger from a point by some pixels. Needs a page with touch. */
export async function swipe(page, from, { x = 0, y = 0 }, held = async () => {}) {
  const session = await page.context().newCDPSession(page);
  const touch = (type, share) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: share === undefined ? [] : [{ x: from.x + x * share, y: from.y + y * share }],
    });
  await touch('touchStart', 0);
  for (const share of [0.1, 0.3, 0.6, 1]) await touch('touchMove', share);
  await held();
  await touch('touchEnd');
  await session.detach();
}

/** Presses Tab until an element has the focus. */
export async function tabTo(page, target) {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail('the keyboard does not get there');
}
