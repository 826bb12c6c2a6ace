// The timeline: bars and dots dragged by mouse, finger and keyboard.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from './harness.mjs';
import { drag, eventually, hash, middle, screen, slider, spoken, steps, swipe, verdict } from './page.mjs';

const timeline = (page) => page.getByRole('region', { name: 'Timeline' });
const bar = (page, name) => timeline(page).getByRole('slider', { name, exact: true });

const now = async (grip) => Number(await grip.getAttribute('aria-valuenow'));

/** What is dragged: by its name, with the input that follows and the key of its address. */
const GRIPS = [
  { what: 'the bar of phase 2', grip: 'Phase 2 starts', input: 'Phase 2 starts', key: 'phases.2.start' },
  { what: 'the end of phase 2', grip: 'Phase 2 planned length', input: 'Phase 2 planned length', key: 'phases.2.weeks' },
  {
    what: 'the dot of a hire',
    grip: 'DevOps engineer, position opens',
    input: 'DevOps engineer hired',
    key: 'hires.2.month',
  },
];

/** A place on the element that is surely its own: a bar's left part, the middle of a handle or dot. */
async function hold(grip) {
  const point = await middle(grip);
  const dot = grip.locator('.mark-dot');
  return (await dot.count()) ? middle(dot) : point;
}

for (const { what, grip: name, input, key } of GRIPS) {
  test(`${what} follows the mouse, the page follows at once, the address once`, async () => {
    const page = await open();
    const grip = bar(page, name);
    const before = {
      value: await now(grip),
      spoken: await spoken(slider(page, input)),
      screen: await screen(page),
      steps: await steps(page),
    };
    await drag(page, await hold(grip), { x: 90 }, () =>
      eventually(async () => {
        assert.ok((await now(grip)) > before.value, 'later or longer');
        assert.equal(hash(page), '');
        assert.notDeepEqual((await screen(page)).tiles, before.screen.tiles, 'the tiles follow');
      }),
    );
    await eventually(() => assert.equal(hash(page).startsWith(`#v=1&${key}=`), true, hash(page)));
    assert.equal(await steps(page), before.steps + 1);
    assert.notEqual(await spoken(slider(page, input)), before.spoken, 'the slider at the side follows');
    assert.equal(Number(hash(page).split('=').at(-1)), await now(grip), 'the address says what is shown');
    await page.goBack();
    await eventually(async () => assert.deepEqual(await screen(page), before.screen));
  });

  test(`${what} follows a finger`, async () => {
    const page = await open('', { hasTouch: true });
    const grip = bar(page, name);
    const from = await hold(grip);
    const before = { value: await now(grip), scrolled: await page.evaluate(() => scrollY) };
    await swipe(page, from, { x: 90 }, () =>
      eventually(async () => {
        assert.ok((await now(grip)) > before.value);
        assert.equal(hash(page), '');
      }),
    );
    await eventually(() => assert.ok(hash(page).includes(`${key}=`), hash(page)));
    assert.equal(await page.evaluate(() => scrollY), before.scrolled, 'the page did not scroll along');
  });

  test(`Escape while ${what} is dragged puts it back`, async () => {
    const page = await open();
    const grip = bar(page, name);
    const before = { screen: await screen(page), value: await now(grip), steps: await steps(page) };
    await drag(page, await hold(grip), { x: 90 }, async () => {
      await eventually(async () => assert.ok((await now(grip)) > before.value));
      await page.keyboard.press('Escape');
      await eventually(async () => assert.equal(await now(grip), before.value));
      await page.mouse.move(400, 300);
    });
    assert.deepEqual(await screen(page), before.screen);
    assert.equal(hash(page), '');
    assert.equal(await steps(page), before.steps);
  });

  test(`${what} moves by keyboard, each key a step of the history`, async () => {
    const page = await open();
    const grip = bar(page, name);
    const before = { value: await now(grip), steps: await steps(page) };
    await grip.focus();
    await page.keyboard.press('ArrowRight');
    await eventually(async () => assert.ok((await now(grip)) > before.value));
    await eventually(() => assert.ok(hash(page).includes(`${key}=`), hash(page)));
    assert.match(await spoken(grip), /\d/);
    assert.ok(await grip.evaluate((element) => element === document.activeElement));
    await page.keyboard.press('ArrowLeft');
    await eventually(async () => assert.equal(await now(grip), before.value));
    await eventually(() => assert.equal(hash(page), ''));
    assert.equal(await steps(page), before.steps + 2);
    for (const [key, end] of [
      ['Home', 'aria-valuemin'],
      ['End', 'aria-valuemax'],
    ]) {
      await page.keyboard.press(key);
      await eventually(async () => assert.equal(await now(grip), Number(await grip.getAttribute(end))));
    }
  });
}

test('a touch that scrolls the page up and down does not move a bar', async () => {
  const page = await open('', { hasTouch: true, viewport: { width: 390, height: 844 } });
  const grip = bar(page, 'Phase 2 starts');
  const value = await now(grip);
  const from = await middle(grip);
  const scrolled = await page.evaluate(() => scrollY);
  await swipe(page, from, { y: -200 });
  await eventually(async () => assert.notEqual(await page.evaluate(() => scrollY), scrolled));
  assert.equal(await now(grip), value);
  assert.equal(hash(page), '');
});

test('the sentence beside a phase says whether it is soon enough, and changes with it', async () => {
  const page = await open();
  const grip = bar(page, 'Phase 2 starts');
  const note = page.locator(`[id="${await grip.getAttribute('aria-describedby')}"]`);
  const late = Number((await note.innerText()).match(/late by (\d+) wk/)[1]);
  await grip.focus();
  for (let week = 0; week < 4; week += 1) await page.keyboard.press('ArrowRight');
  await eventually(async () => {
    const later = Number((await note.innerText()).match(/late by (\d+) wk/)[1]);
    assert.ok(later > late, 'a later start is later');
  });
});

test('beside each phase stands how far it may slip, as a distribution', async () => {
  const page = await open();
  const drawings = timeline(page).getByRole('img', { name: /possible futures finish it/ });
  // All futures are in: what is measured below is not drawn anew meanwhile.
  await page.locator('.odds:not(.old)').filter({ hasText: /^Of [\d,]+ possible/ }).waitFor({ timeout: 30_000 });
  await drawings.nth(2).waitFor({ timeout: 30_000 });
  for (const drawing of await drawings.all()) {
    const said = await drawing.getAttribute('aria-label');
    assert.match(said, /do not finish it by then, [\d.]+ % finish it and never pass that capacity\.$/);
    assert.ok((await drawing.boundingBox()).width > 60);
  }
  // Nothing covers a drawing, and it covers nothing that is dragged.
  const clear = await page.evaluate(() => {
    const box = (each) => each.getBoundingClientRect();
    const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
    const others = [...document.querySelectorAll('.phase-bar, .phase-overrun:not([hidden])')].map(box);
    return [...document.querySelectorAll('.slips')].map(box).every((slips) => others.every((other) => apart(slips, other)));
  });
  assert.ok(clear);
});

test('a phase of no engineers, or with no hires at all, still shows a timeline that drags', async () => {
  const page = await open('#v=1&hires=none&team.scaling=0');
  const grip = bar(page, 'Phase 2 starts');
  const before = await now(grip);
  await drag(page, await hold(grip), { x: 60 });
  await eventually(async () => assert.ok((await now(grip)) > before));
  assert.match(await verdict(page), /week/);
});
