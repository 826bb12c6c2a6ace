// Phones and tablets: nothing scrolls sideways, the sliders come in a sheet, and fingers find
// everything.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from './harness.mjs';
import { TABS, eventually, hash, inView, label, slider, spoken, swipe, thumb, tooWide, verdict } from './page.mjs';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

/** The least side of what a finger is to hit, in CSS pixels. */
const TARGET = 44;

const sheet = (page) => page.getByRole('button', { name: /^(Change the plan|Close the sliders)$/ });

const SCREENS = [360, 390, 768, 1024, 1440, 2560].flatMap((width) => [
  [width, 'mouse', { viewport: { width, height: 844 } }],
  [width, 'finger', { viewport: { width, height: 844 }, hasTouch: true, isMobile: true }],
]);

for (const [width, by, screen] of SCREENS) {
  test(`at a width of ${width} pixels, by ${by}, names and figures keep to their own place`, async () => {
    // A plan that survives has the longest words for how long its cash lasts.
    const page = await open('#v=1&preset=as-written', screen);
    const tiles = page.getByRole('main').getByRole('list').first().getByRole('listitem');
    for (const each of [...(await page.getByRole('tab').all()), ...(await tiles.all())]) {
      const beyond = await each.evaluate((element) => {
        const words = document.createRange();
        words.selectNodeContents(element);
        const [inner, outer] = [words, element].map((it) => it.getBoundingClientRect());
        return Math.max(inner.right - outer.right, outer.left - inner.left);
      });
      assert.ok(beyond < 1, `${await each.innerText()}: ${beyond} pixels`);
    }
  });

  test(`at a width of ${width} pixels, by ${by}, no part of the page makes it scroll sideways`, async () => {
    const page = await open('#v=1&preset=as-written', screen);
    for (const tab of TABS) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByRole('tabpanel', { name: tab }).waitFor();
      assert.deepEqual(await tooWide(page), [], tab);
    }
  });
}

test('on a phone the sheet of sliders opens, leaves a chart in view, and closes', async () => {
  const page = await open('', PHONE);
  const price = slider(page, 'Starter price');
  assert.equal(await price.isVisible(), false);
  const arr = page.getByRole('region', { name: 'ARR', exact: true });
  await arr.scrollIntoViewIfNeeded();
  await sheet(page).tap();
  await price.waitFor();
  assert.equal(await sheet(page).getAttribute('aria-expanded'), 'true');
  const inputs = await page.getByRole('complementary', { name: 'Inputs' }).boundingBox();
  assert.ok(inputs.y > 844 * 0.4, 'two fifths of the screen and more stay with the charts');
  assert.ok(inputs.y + inputs.height <= 845);
  await sheet(page).tap();
  await price.waitFor({ state: 'hidden' });
  assert.equal(await sheet(page).getAttribute('aria-expanded'), 'false');
});

test('on a phone a finger drags a slider in the sheet, and the page follows', async () => {
  const page = await open('', PHONE);
  await sheet(page).tap();
  const churn = slider(page, 'Starter monthly churn');
  const before = await verdict(page);
  await swipe(page, await thumb(churn), { x: 120 }, () =>
    eventually(async () => assert.notEqual(await verdict(page), before)),
  );
  await eventually(() => assert.match(hash(page), /tiers\.starter\.churn=/));
});

test('on a phone a bar of the tornado opens the sheet at its slider', async () => {
  const page = await open('', PHONE);
  await page.getByRole('tab', { name: 'What matters' }).tap();
  const shown = page.getByRole('tabpanel', { name: 'What matters' });
  await shown.getByRole('button', { name: 'Word-of-mouth signups' }).tap({ timeout: 30_000 });
  const target = slider(page, 'Word-of-mouth signups');
  await eventually(async () => {
    assert.ok(await target.evaluate((input) => input === document.activeElement));
    assert.ok(await inView(target));
    assert.ok(await inView(label(target)));
  });
  assert.equal(await sheet(page).getAttribute('aria-expanded'), 'true');
  assert.ok(await shown.isVisible(), 'the panel stays open behind the sheet');
  // What has no slider is led to among all assumptions, and the sheet makes room.
  await shown.getByRole('button', { name: 'Signups lost at full performance pain' }).tap();
  const field = page.getByRole('tabpanel', { name: 'All assumptions' }).getByRole('textbox', {
    name: /^Signups lost at full performance pain/,
  });
  await eventually(async () => {
    assert.ok(await field.evaluate((input) => input === document.activeElement));
    assert.ok(await inView(field));
  });
  assert.equal(await sheet(page).getAttribute('aria-expanded'), 'false');
});

test('on a phone a notice leaves the sheet free, and can be dismissed', async () => {
  const page = await open('#v=1&team.morale=9', PHONE);
  const notices = page.getByRole('region', { name: 'Notices' });
  await notices.getByText(/team\.morale/).waitFor();
  await sheet(page).tap();
  const churn = slider(page, 'Starter monthly churn');
  const before = await spoken(churn);
  await swipe(page, await thumb(churn), { x: 60 });
  await eventually(async () => assert.notEqual(await spoken(churn), before));
  await notices.getByRole('button', { name: 'Dismiss' }).tap();
  await notices.getByText(/team\.morale/).waitFor({ state: 'detached' });
});

test('on a phone a tap on a chart reads that week, and it stays to be read', async () => {
  const page = await open('', PHONE);
  await page.getByRole('slider', { name: 'ARR: week to read' }).tap();
  await page.getByRole('region', { name: 'ARR', exact: true }).getByText(/^Week \d+$/).waitFor();
});

test('on a phone the preset can be switched and everything reset', async () => {
  const page = await open('#v=1&tiers.starter.price=60', PHONE);
  await page.getByRole('combobox', { name: 'Start from' }).selectOption({ label: 'Plan as written' });
  await eventually(() => assert.equal(hash(page), '#v=1&preset=as-written'));
});

test('fingers hit every button, field and slider of a phone', async () => {
  const page = await open('#v=1&tiers.starter.price=60', PHONE);
  await sheet(page).tap();
  for (const tab of TABS) {
    await page.getByRole('tab', { name: tab }).click();
    const small = await page
      .locator('button, select, input, [role=slider], [role=tab]')
      .evaluateAll((all, least) => {
        const seen = all.filter((each) => each.checkVisibility({ visibilityProperty: true }));
        return seen
          .map((each) => [each, each.getBoundingClientRect()])
          .filter(([, { width, height }]) => Math.min(width, height) < least - 0.5)
          .map(([each, { width, height }]) => `${each.getAttribute('aria-label') ?? each.textContent}: ${Math.round(width)}×${Math.round(height)}`);
      }, TARGET);
    assert.deepEqual(small, [], tab);
  }
});
