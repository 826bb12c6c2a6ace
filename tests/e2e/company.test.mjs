// Start from your company: eight questions, by keyboard alone; templates; and back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from './harness.mjs';
import { eventually, hash, says, screen, slider } from './page.mjs';

const room = (page) => page.getByRole('dialog', { name: 'Start from your company' });

/** Opens the room by the header's button. */
async function enter(page) {
  const button = page.getByRole('button', { name: 'Your company' });
  await eventually(async () => assert.ok(await button.isEnabled()));
  await button.focus();
  await page.keyboard.press('Enter');
  await room(page).waitFor();
}

const focused = (page) => page.evaluate(() => document.activeElement.name);

/** A figure that the answers imply, by its label. */
const figure = (page, label) =>
  room(page).locator('.figure', { has: page.getByText(label, { exact: true }) }).locator('output').innerText();

test('a company is entered by keyboard alone, applied as one step, and undone by going back', async () => {
  const page = await open();
  const before = await screen(page);
  await enter(page);
  await eventually(async () => assert.equal(await focused(page), 'name'));

  const typed = {
    name: 'Acme',
    users: '24,000',
    starter: '900',
    professional: '80',
    enterprise: '6',
    engineers: '7',
    pay: '120K',
    cash: '1.8M',
    other: '$70K',
    growth: '9 %',
    churn: '3.5',
    bill: '5,500',
    limit: '90K',
  };
  const left = new Set(Object.keys(typed));
  let runway = await figure(page, 'Runway today');
  for (let guard = 0; guard < 40 && left.size; guard += 1) {
    const name = await focused(page);
    if (left.delete(name)) await page.keyboard.type(typed[name]);
    if (name === 'cash') {
      await eventually(async () => assert.notEqual(await figure(page, 'Runway today'), runway));
    }
    if (left.size) await page.keyboard.press('Enter');
  }
  assert.equal(left.size, 0, `the enter key did not reach ${[...left]}`);
  await eventually(async () => assert.match(await figure(page, 'Load on what you have'), /^27 %/));
  // From the last answer, the enter key starts.
  await page.keyboard.press('Enter');
  await room(page).waitFor({ state: 'hidden' });
  await says(slider(page, 'Users at the start'), '24K users');
  assert.match(await hash(page), /name=Acme/);
  assert.match(await hash(page), /start\.users=24000/);

  await page.goBack();
  await eventually(async () => assert.deepEqual(await screen(page), before));
});

test('answers that contradict each other or cannot be are named, and nothing is applied before', async () => {
  const page = await open();
  const address = await hash(page);
  await enter(page);
  const field = (name) => room(page).getByRole('textbox', { name, exact: true });
  await field('Starter accounts').fill('100');
  await field('ARR / yr').fill('$600K');
  const group = room(page).getByRole('group', { name: /ARR, not to \$600K/ });
  await group.waitFor();
  await group.getByRole('radio', { name: /prices in proportion/ }).check();
  await eventually(async () => assert.equal(await figure(page, 'ARR'), '$600K'));
  await room(page).getByText(/^becomes \$/).first().waitFor();

  await field('Breaks at').fill('5K');
  await room(page).getByText(/over capacity today/).waitFor();

  const churn = field('Account churn / mo');
  await churn.fill('100 %');
  await eventually(async () => {
    const described = await churn.evaluate((it) => document.getElementById(it.getAttribute('aria-describedby')).innerText);
    assert.match(described, /at most 95 %/);
  });
  await room(page).getByRole('button', { name: 'Start', exact: true }).click();
  await room(page).getByRole('alert').filter({ hasText: 'Not started yet' }).waitFor();
  assert.equal(await hash(page), address);

  // What was typed is there again.
  await page.keyboard.press('Escape');
  await room(page).waitFor({ state: 'hidden' });
  await enter(page);
  assert.equal(await field('Account churn / mo').inputValue(), '100 %');
  await field('Account churn / mo').fill('4');
  await room(page).getByRole('button', { name: 'Start', exact: true }).click();
  await room(page).waitFor({ state: 'hidden' });
  await eventually(async () => assert.match(await hash(page), /tiers\.starter\.accounts=100/));
});

test('a template is looked at with the basis of its numbers, and taken', async () => {
  const page = await open();
  await enter(page);
  await room(page).getByRole('button', { name: 'Sales-led enterprise' }).click();
  await room(page).getByText('Few accounts that pay much').waitFor();
  await room(page).getByText('What its numbers rest on').click();
  const table = room(page).getByRole('table', { name: /Sales-led enterprise/ });
  await table.getByRole('row', { name: /Account churn.*benchmark/ }).waitFor();
  await room(page).getByRole('button', { name: 'Start', exact: true }).click();
  await room(page).waitFor({ state: 'hidden' });
  await eventually(async () => assert.match(await hash(page), /name=Sales-led\+enterprise/));
  await says(slider(page, 'Users at the start'), '11K users');
});

test('the room fits a telephone, and every control has a name', async () => {
  const page = await open('', { viewport: { width: 390, height: 844 }, hasTouch: true });
  const button = page.getByRole('button', { name: 'Your company' });
  await eventually(async () => assert.ok(await button.isEnabled()));
  await button.click();
  await room(page).waitFor();
  const wide = await room(page).evaluate((it) =>
    [it, ...it.querySelectorAll('*')].filter((each) => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('.scroll')).length,
  );
  assert.equal(wide, 0, 'something sticks out');
  const nameless = await room(page).evaluate((it) =>
    [...it.querySelectorAll('input, button, select')]
      .filter((each) => !(each.getAttribute('aria-label') || each.labels?.length || each.textContent.trim()))
      .map((each) => each.outerHTML),
  );
  assert.deepEqual(nameless, []);
  for (const name of ['Users', 'Cash in the bank', 'User growth / mo', 'Breaks at']) {
    await room(page).getByRole('textbox', { name, exact: true }).waitFor();
  }
  await room(page).getByRole('textbox', { name: 'Runway today, typed instead of other costs' }).waitFor();
});
