// Undo, redo, and the room that shows the steps.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from './harness.mjs';
import { drag, eventually, hash, says, slider, spoken, thumb } from './page.mjs';

const UNDO = { name: 'Undo', exact: true };
const REDO = { name: 'Redo', exact: true };
const bar = (page) => page.getByRole('navigation', { name: 'Scenario' });
const room = (page) => page.getByRole('dialog', { name: 'History' });
const price = (page) => slider(page, 'Starter price');
const dollars = (amount) => `$${amount} per account per month`;

/** Opens the page, and waits until its steps are followed. */
async function ready(path = '', options) {
  const page = await open(path, options);
  await page.getByRole('button', { name: 'Scenarios', exact: true }).click();
  await page.getByRole('dialog', { name: 'Scenarios' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Scenarios' }).waitFor({ state: 'hidden' });
  return page;
}

async function step(page, key, amount) {
  await price(page).focus();
  await page.keyboard.press(key);
  await says(price(page), dollars(amount));
  await eventually(() => assert.match(hash(page), new RegExp(`starter\\.price=${amount}`)));
}

async function enter(page) {
  await page.getByRole('button', { name: 'Scenarios', exact: true }).click();
  await page.getByRole('button', { name: 'History of changes' }).click();
  await room(page).waitFor();
}

const steps = (page) => room(page).getByRole('listitem').allInnerTexts();

test('the buttons are off until there is something to undo, and again when there is not', async () => {
  const page = await ready();
  assert.ok(await bar(page).getByRole('button', UNDO).isDisabled());
  await step(page, 'ArrowRight', 30);
  await eventually(async () => assert.ok(await bar(page).getByRole('button', UNDO).isEnabled()));
  assert.ok(await bar(page).getByRole('button', REDO).isDisabled());
  await bar(page).getByRole('button', UNDO).click();
  await says(price(page), dollars(29));
  assert.equal(hash(page), '');
  await eventually(async () => assert.ok(await bar(page).getByRole('button', UNDO).isDisabled()));
  await bar(page).getByRole('button', REDO).click();
  await says(price(page), dollars(30));
});

for (const [what, undo, redo] of [
  ['Ctrl', 'Control+z', 'Control+Shift+z'],
  ['Ctrl and Y', 'Control+z', 'Control+y'],
  ['Cmd', 'Meta+z', 'Meta+Shift+z'],
]) {
  test(`${what} undoes and redoes every kind of step`, async () => {
    const page = await ready();
    await step(page, 'ArrowRight', 30);
    await page.getByRole('button', { name: 'Add an engineer' }).click();
    await page.getByRole('textbox', { name: 'Role of hire 6' }).waitFor();
    await page.getByRole('combobox', { name: 'Start from' }).selectOption({ label: 'Plan as written' });
    await eventually(() => assert.match(hash(page), /as-written/));
    const last = hash(page);
    await price(page).focus();
    for (const _ of [1, 2, 3]) await page.keyboard.press(undo);
    await eventually(() => assert.equal(hash(page), ''));
    await price(page).focus();
    for (const _ of [1, 2, 3]) await page.keyboard.press(redo);
    await eventually(() => assert.equal(hash(page), last));
  });
}

test('while a text is typed the keys are the browser’s', async () => {
  const page = await ready();
  await step(page, 'ArrowRight', 30);
  const name = page.getByRole('textbox', { name: 'Name of the scenario' });
  await name.click();
  await page.keyboard.type('x');
  await page.keyboard.press('Control+z');
  assert.equal(await spoken(price(page)), dollars(30));
});

test('a drag is one step', async () => {
  const page = await ready();
  await drag(page, await thumb(price(page)), { x: 60 });
  await eventually(() => assert.match(hash(page), /starter\.price/));
  await price(page).focus();
  await page.keyboard.press('Control+z');
  await says(price(page), dollars(29));
  await enter(page);
  assert.equal((await steps(page)).length, 2);
});

test('the room tells each step in words; a click goes back to it, another forward', async () => {
  const page = await ready();
  await step(page, 'ArrowRight', 30);
  await slider(page, 'Engineering on scaling').focus();
  await page.keyboard.press('PageDown');
  await eventually(() => assert.match(hash(page), /team\.scaling/));
  await step(page, 'ArrowRight', 31);
  await enter(page);
  const told = await steps(page);
  assert.equal(told.length, 4);
  assert.match(told[0], /Starter price \$30 → \$31/);
  assert.match(told[1], /Engineering on scaling 70 % → /);
  assert.match(told[2], /Starter price \$29 → \$30/);
  assert.match(told[3], /As the page was opened/);
  await room(page).getByRole('button', { name: /\$29 → \$30/ }).click();
  await eventually(async () => assert.match((await steps(page))[0], /undone/));
  assert.equal(await room(page).locator('[aria-current=step]').count(), 1);
  await says(price(page), dollars(30));
  await room(page).getByRole('button', { name: /\$30 → \$31/ }).click();
  await says(price(page), dollars(31));
  await room(page).getByRole('button', { name: '↶ Undo' }).click();
  await says(price(page), dollars(30));
});

test('back after an undo shows what was before it, and the steps stay where they are', async () => {
  const page = await ready();
  await step(page, 'ArrowRight', 30);
  await step(page, 'ArrowRight', 31);
  await price(page).focus();
  await page.keyboard.press('Control+z');
  await says(price(page), dollars(30));
  await page.goBack();
  await says(price(page), dollars(31));
  await page.goBack();
  await says(price(page), dollars(30));
  await enter(page);
  const told = await steps(page);
  assert.equal(told.length, 3);
  assert.match(told[0], /undone/);
  await room(page).getByRole('button', { name: '↷ Redo' }).click();
  await says(price(page), dollars(31));
});

test('which part of the page is open is no step of the plan', async () => {
  const page = await ready();
  await step(page, 'ArrowRight', 30);
  await page.getByRole('tab', { name: 'Plan check' }).click();
  await eventually(() => assert.match(hash(page), /view=/));
  await page.keyboard.press('Control+z');
  await says(price(page), dollars(29));
});
