// Sliders and the fields beside them: dragged, stepped, typed, reset.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from './harness.mjs';
import { atRest, drag, eventually, field, hash, says, screen, slider, spoken, steps, thumb, verdict } from './page.mjs';

const PRICE = 'Starter price';
const PRICE_FIELD = 'Starter price, $ per account per month';

test('dragging a slider moves value and verdict at once, the address and the history once', async () => {
  const page = await open();
  const churn = slider(page, 'Starter monthly churn');
  const before = { verdict: await verdict(page), spoken: await spoken(churn), steps: await steps(page) };
  await drag(page, await thumb(churn), { x: 120 }, () =>
    eventually(async () => {
      assert.notEqual(await spoken(churn), before.spoken);
      assert.notEqual(await verdict(page), before.verdict);
      assert.equal(hash(page), '', 'the address waits for the release');
    }),
  );
  await eventually(() => assert.match(hash(page), /^#v=1&tiers\.starter\.churn=0\.\d+$/));
  assert.equal(await steps(page), before.steps + 1);
});

test('keys step a slider: arrows by a step, Page Up and Down by ten, Home and End to the ends', async () => {
  const page = await open();
  const price = slider(page, PRICE);
  await price.focus();
  await says(price, '$29 per account per month');
  for (const [key, value] of [
    ['ArrowRight', '$30'],
    ['ArrowUp', '$31'],
    ['ArrowLeft', '$30'],
    ['ArrowDown', '$29'],
    ['PageUp', '$39'],
    ['PageDown', '$29'],
    ['Home', '$0'],
    ['End', '$1K'],
  ]) {
    await page.keyboard.press(key);
    await eventually(async () => assert.match(await spoken(price), new RegExp(`^\\${value} per account`), key));
  }
  await eventually(() => assert.match(hash(page), /tiers\.starter\.price=1000$/));
});

test('a held key is one step of the history', async () => {
  const page = await open();
  const price = slider(page, PRICE);
  await price.focus();
  const before = await steps(page);
  for (let repeat = 0; repeat < 5; repeat += 1) await page.keyboard.down('ArrowRight');
  assert.equal(hash(page), '');
  await page.keyboard.up('ArrowRight');
  await eventually(() => assert.match(hash(page), /tiers\.starter\.price=34$/));
  assert.equal(await steps(page), before + 1);
});

test('keys pressed one after the other are one step of the history', async () => {
  const page = await open();
  const price = slider(page, PRICE);
  await price.focus();
  const before = await steps(page);
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowRight');
  await eventually(() => assert.match(hash(page), /tiers\.starter\.price=32$/));
  assert.equal(await steps(page), before + 1);
});

test('a change by keys can be undone in the same moment, and is a step when the focus leaves', async () => {
  const page = await open();
  await atRest(page);
  const price = slider(page, PRICE);
  await price.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+z');
  await says(price, '$29 per account per month');

  const before = await steps(page);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  assert.equal(await steps(page), before + 1);
  assert.match(hash(page), /tiers\.starter\.price=30$/);
});

test('a double click takes a slider back to the preset', async () => {
  const page = await open('#v=1&tiers.starter.price=60');
  const price = slider(page, PRICE);
  await says(price, '$60 per account per month');
  const { x, y } = await thumb(price);
  await page.mouse.dblclick(x, y);
  await says(price, '$29 per account per month');
  await eventually(() => assert.equal(hash(page), ''));
});

test('reset takes back one input, a group, or everything, and shows only where something differs', async () => {
  const page = await open();
  const first = await screen(page);
  const one = page.getByRole('button', { name: `Reset ${PRICE}` }).first();
  const group = page.getByRole('button', { name: 'Reset all of Prices, customers and churn' });
  const all = page.getByRole('button', { name: 'Reset everything' });
  for (const button of [one, group, all]) assert.equal(await button.isVisible(), false);

  const change = async (name, key) => {
    await slider(page, name).focus();
    await page.keyboard.press(key);
  };
  await change(PRICE, 'ArrowRight');
  await change('Professional price', 'ArrowRight');
  await change('Engineers at the start', 'End');
  await change('Cash at the start', 'End');
  await eventually(() => assert.match(hash(page), /starter.*professional.*/));

  await one.click();
  await says(slider(page, PRICE), '$29 per account per month');
  await one.waitFor({ state: 'hidden' });
  assert.doesNotMatch(hash(page), /starter/);
  assert.match(hash(page), /professional/);

  await group.click();
  await says(slider(page, 'Professional price'), '$99 per account per month');
  await group.waitFor({ state: 'hidden' });
  assert.doesNotMatch(hash(page), /professional/);
  assert.notEqual(hash(page), '');

  await all.click();
  await all.waitFor({ state: 'hidden' });
  assert.equal(hash(page), '');
  assert.deepEqual(await screen(page), first);
});

test('resetting a group restores the hires that stand in it', async () => {
  const page = await open('#v=1&hires=none');
  assert.equal(await page.getByRole('textbox', { name: /^Role of hire/ }).count(), 0);
  await page.getByRole('button', { name: 'Reset all of Team and split' }).click();
  await page.getByRole('textbox', { name: 'Role of hire 5' }).waitFor();
  assert.equal(hash(page), '');
});

// What is typed, and what the slider then says.
const TYPED = [
  { input: 'Engineering on scaling', unit: 'share', typed: '55', says: /^55 %/, key: 'team.scaling=0.55' },
  { input: 'Engineering on scaling', unit: 'share', typed: '62.5 %', says: /^62\.5 %/, key: 'team.scaling=0.625' },
  { input: 'New funding', unit: '$', typed: '2.5M', says: /^\$2\.5M/, key: '=2500000' },
  { input: 'New funding', unit: '$', typed: '$750k', says: /^\$750K/, key: '=750000' },
  { input: 'New funding', unit: '$', typed: '1.5 million', says: /^\$1\.5M/, key: '=1500000' },
  { input: PRICE, unit: '$ per account per month', typed: '49 / mo', says: /^\$49/, key: 'tiers.starter.price=49' },
  { input: PRICE, unit: '$ per account per month', typed: '5,000', says: /^\$5K/, key: 'tiers.starter.price=5000' },
];

test('percentages, thousands, millions and values beyond the slider can be typed', async () => {
  const page = await open();
  for (const { input, unit, typed, says, key } of TYPED) {
    const box = field(page, `${input}, ${unit}`);
    await box.fill(typed);
    await box.press('Enter');
    await eventually(async () => assert.match(await spoken(slider(page, input)), says, typed));
    assert.ok(hash(page).split('&').some((part) => part.endsWith(key)), `${typed}: ${hash(page)}`);
    assert.equal(await box.getAttribute('aria-invalid'), null);
  }
});

// What cannot be taken, and what is said about it.
const REFUSED = [
  { what: 'below what is possible', typed: '-5', said: /\$0/ },
  { what: 'above what is possible', typed: '1e30', said: /possible is \$0.* to \$/ },
  { what: 'a percentage of what is no share', typed: '10%', said: /“10%” is a percentage, but here the unit is \$ per account/ },
  { what: 'another unit', typed: '5 weeks', said: /“5 weeks” is in another unit/ },
  { what: 'a range the wrong way round', typed: '40 to 20', said: /the low end \$40 is not below the high end \$20/ },
  { what: 'no number', typed: 'cheap', said: /“cheap” is not a number/ },
  { what: 'half a range', typed: '5 to', said: /“5 to” is not a number/ },
  { what: 'nothing', typed: '', said: /nothing is typed/ },
];

test('what is impossible is refused beside its field with the limits, and the last good value stays', async () => {
  const page = await open('#v=1&tiers.starter.price=40');
  const before = await screen(page);
  const box = field(page, PRICE_FIELD);
  const refusal = page.locator(`[id="${await box.getAttribute('aria-describedby')}"]`);
  for (const { what, typed, said } of REFUSED) {
    await box.fill(typed);
    await box.press('Enter');
    await eventually(async () => assert.match(await refusal.innerText(), said, what));
    assert.equal(await box.getAttribute('aria-invalid'), 'true');
    const [beside, text] = [await box.boundingBox(), await refusal.boundingBox()];
    assert.ok(Math.abs(text.y - beside.y) < 80, 'the refusal stands beside its field');
    assert.deepEqual(await screen(page), before, what);
    assert.equal(hash(page), '#v=1&tiers.starter.price=40');

    await box.press('Escape');
    await eventually(async () => assert.equal(await refusal.innerText(), ''));
    assert.equal(await box.getAttribute('aria-invalid'), null);
    assert.equal(await box.inputValue(), '40');
  }
});

test('the week of a stress test is a whole one, and says when it comes too late to matter', async () => {
  const page = await open();
  await page.getByRole('switch', { name: 'Infrastructure bill explodes' }).click();
  const week = page.getByRole('textbox', { name: 'Week in which it strikes: Infrastructure bill explodes' });
  await week.fill('5.5');
  await week.press('Enter');
  await page.getByRole('alert').getByText('are whole').waitFor();
  assert.match(hash(page), /stress\.bill=20/);
  await week.fill('60');
  await week.press('Enter');
  await page.getByRole('alert').getByText('After the last week 52: no effect.').waitFor();
  assert.match(hash(page), /stress\.bill=60/);
  await week.fill('52');
  await week.press('Enter');
  await eventually(async () => assert.equal(await page.getByRole('alert').getByText('no effect').count(), 0));
});

test('a field that is left after a refusal shows the value in force; moving that ends the refusal', async () => {
  const page = await open();
  for (const { input, unit } of [TYPED[0], TYPED[2]]) {
    const box = field(page, `${input}, ${unit}`);
    const shown = await box.inputValue();
    await box.fill('-900');
    await box.press('Tab');
    const refusal = page.locator(`[id="${await box.getAttribute('aria-describedby')}"]`);
    await eventually(async () => assert.match(await refusal.innerText(), /Not taken/, input));
    await eventually(async () => assert.equal(await box.inputValue(), shown));
    await slider(page, input).focus();
    await page.keyboard.press('End');
    await eventually(async () => assert.equal(await refusal.innerText(), ''));
  }
});

test('typing into a field that was reached by Tab replaces its value', async () => {
  const page = await open();
  await page.getByRole('button', { name: `What ${PRICE} means` }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.type('77');
  await page.keyboard.press('Enter');
  await says(slider(page, PRICE), '$77 per account per month');
});

test('Escape gives up what is being typed', async () => {
  const page = await open();
  const box = field(page, PRICE_FIELD);
  await box.fill('77');
  await box.press('Escape');
  await box.press('Tab');
  await eventually(async () => assert.equal(await box.inputValue(), '$29'));
  assert.equal(hash(page), '');
});

test('leaving a field takes what was typed, once', async () => {
  const page = await open();
  const before = await steps(page);
  const box = field(page, PRICE_FIELD);
  await box.fill('77');
  await box.press('Tab');
  await says(slider(page, PRICE), '$77 per account per month');
  assert.equal(await steps(page), before + 1);
});

test('a value typed in all assumptions moves the slider of the same input', async () => {
  const page = await open();
  await page.getByRole('tab', { name: 'All assumptions' }).click();
  const panel = page.getByRole('tabpanel', { name: 'All assumptions' });
  const box = panel.getByRole('textbox', { name: PRICE_FIELD, exact: true });
  await box.fill('45');
  await box.press('Enter');
  await says(slider(page, PRICE), '$45 per account per month');
  await panel.getByRole('button', { name: `Reset ${PRICE}` }).click();
  await says(slider(page, PRICE), '$29 per account per month');
});

test('a slider explains what it means and where its value comes from', async () => {
  const page = await open();
  const help = page.getByRole('button', { name: `What ${PRICE} means` });
  const text = page.locator(`[id="${await help.getAttribute('aria-controls')}"]`);
  await help.click();
  await text.getByText(/Preset: \$29/).waitFor();
  const box = field(page, PRICE_FIELD);
  await box.fill('20 to 40');
  await box.press('Enter');
  await text.getByText('In this plan: $20 to $40, drawn anew in every future.').waitFor();
  await page.getByRole('button', { name: `Reset ${PRICE}`, exact: true }).click();
  await eventually(async () => assert.doesNotMatch(await text.innerText(), /In this plan/));
  await help.click();
  await text.waitFor({ state: 'hidden' });
});

// Some moved from the preset, whose names have a reset behind them as well.
const MOVED = '#v=1&growth.viral=0.3&team.scaling=0.5&tiers.enterprise.price=600&growth.market=3000000';

for (const width of [1440, 1024, 390]) {
  test(`the buttons of a slider stay with its name, and its value beside both, ${width} pixels wide`, async () => {
    const page = await open(MOVED, { viewport: { width, height: 900 }, hasTouch: width < 500 });
    if (width < 500) await page.getByRole('button', { name: 'Change the plan' }).tap();
    const helps = page.getByRole('button', { name: /^What .+ means$/ });
    await helps.first().waitFor();
    const astray = await helps.evaluateAll((buttons) =>
      buttons
        // Names of hires are for those who cannot see the line above.
        .filter((button) => button.parentElement.getBoundingClientRect().width > 10)
        .flatMap((button) => {
          const { top, bottom, left } = button.getBoundingClientRect();
          const name = button.previousSibling;
          const range = document.createRange();
          range.selectNodeContents(name);
          const lines = [...range.getClientRects()];
          const last = lines.at(-1);
          const middle = (last.top + last.bottom) / 2;
          const value = button.closest('.slider').querySelector('input[type=text]').getBoundingClientRect();
          const isCovered = lines.some((line) => line.right > value.left && line.bottom > value.top && line.top < value.bottom);
          return [
            left < last.right - 1 || middle < top || middle > bottom ? `the button of ${name.textContent}` : [],
            isCovered ? `the value of ${name.textContent}` : [],
          ].flat();
        }),
    );
    assert.deepEqual(astray, []);
  });
}

for (const width of [1440, 1024, 390]) {
  test(`no slider moves away when it is moved from the preset, ${width} pixels wide`, async () => {
    const page = await open('', { viewport: { width, height: 900 }, hasTouch: width < 500 });
    if (width < 500) await page.getByRole('button', { name: 'Change the plan' }).tap();
    const sliders = page.getByRole('complementary', { name: 'Inputs' }).getByRole('slider');
    await sliders.first().waitFor();
    const tracks = () => sliders.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top - all[0].getBoundingClientRect().top));
    const before = await tracks();
    assert.ok(before.length > 20);
    for (const each of await sliders.all()) {
      await each.focus();
      await each.press((await each.evaluate((input) => input.value === input.max)) ? 'ArrowLeft' : 'ArrowRight');
    }
    assert.deepEqual(await tracks(), before);
  });
}

for (const width of [1440, 1024, 390]) {
  test(`a field stays where it is when what is typed is refused, ${width} pixels wide`, async () => {
    const page = await open('', { viewport: { width, height: 900 }, hasTouch: width < 500 });
    if (width < 500) await page.getByRole('button', { name: 'Change the plan' }).tap();
    for (const name of [PRICE_FIELD, 'Cash at the start, $']) {
      const box = field(page, name);
      await box.evaluate((input) => input.scrollIntoView({ block: 'center', behavior: 'instant' }));
      await box.fill('40 to 20');
      const before = await box.boundingBox();
      await box.press('Enter');
      const refusal = page.locator(`[id="${await box.getAttribute('aria-describedby')}"]`);
      await eventually(async () => assert.match(await refusal.innerText(), /not below/));
      const after = await box.boundingBox();
      assert.ok(Math.abs(after.x - before.x) <= 4 && after.y === before.y, `${name}: ${JSON.stringify([before, after])}`);
      await box.press('Escape');
    }
  });
}
