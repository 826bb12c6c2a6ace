// Hires: added, moved, renamed, removed, kept.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from './harness.mjs';
import { eventually, field, hash, screen, slider, spoken, verdict } from './page.mjs';

/** The most hires that a scenario may have. */
const MAXIMUM = 40;

const roles = (page) =>
  page.getByRole('textbox', { name: /^Role of hire/ }).evaluateAll((all) => all.map((each) => each.value));

const add = (page) => page.getByRole('button', { name: 'Add an engineer' });

test('a hire is added, renamed, moved, paid and removed, each time with effect', async () => {
  const page = await open();
  const first = await screen(page);
  const planned = await roles(page);
  assert.ok(planned.length > 0);

  await add(page).click();
  await eventually(async () => assert.deepEqual(await roles(page), [...planned, 'Engineer']));
  assert.notDeepEqual((await screen(page)).verdict, first.verdict, 'a salary more costs cash');

  const role = page.getByRole('textbox', { name: `Role of hire ${planned.length + 1}` });
  await role.fill('Data & search: lead');
  await role.press('Enter');
  const month = slider(page, 'Data & search: lead hired');
  await month.waitFor();

  await month.focus();
  await page.keyboard.press('Home');
  await eventually(async () => assert.match(await spoken(month), /\b1\b/));
  const salary = field(page, 'Data & search: lead, salary, $ per year');
  const before = await verdict(page);
  await salary.fill('300k');
  await salary.press('Enter');
  await eventually(async () => assert.notEqual(await verdict(page), before));

  const kept = await screen(page);
  await page.reload();
  await page.locator('#boot').waitFor({ state: 'detached' });
  assert.deepEqual(await roles(page), [...planned, 'Data & search: lead']);
  assert.deepEqual(await screen(page), kept);

  await page.getByRole('button', { name: 'Remove Data & search: lead' }).click();
  await eventually(async () => assert.deepEqual(await roles(page), planned));
  assert.deepEqual(await screen(page), first);
  assert.equal(hash(page), '');
});

test('removing a hire in the middle keeps the others as they are', async () => {
  const page = await open();
  const planned = await roles(page);
  await page.getByRole('button', { name: `Remove ${planned[1]}` }).click();
  const left = planned.filter((_, index) => index !== 1);
  await eventually(async () => assert.deepEqual(await roles(page), left));
  for (const role of left) assert.equal(await slider(page, `${role} hired`).count(), 1, role);
  // Its dot is gone from the timeline, those of the others are not.
  const dots = page.getByRole('group', { name: 'Hires' }).getByRole('slider', { name: /position opens/ });
  await eventually(async () => assert.equal(await dots.count(), left.length));
  await page.goBack();
  await eventually(async () => assert.deepEqual(await roles(page), planned));
});

test(`at ${MAXIMUM} hires none can be added, and the page says why; one less and it can`, async () => {
  const hires = Array.from({ length: MAXIMUM }, (_, index) => `${1 + (index % 24)}:90000:Engineer ${index + 1}`);
  const page = await open(`#v=1&hires=${hires.join(',').replaceAll(' ', '+')}`);
  assert.equal((await roles(page)).length, MAXIMUM);
  assert.equal(await page.getByRole('region', { name: 'Notices' }).getByRole('button').count(), 0);
  assert.ok(await add(page).isDisabled());
  await page.getByText(`at most ${MAXIMUM} hires`).waitFor();
  await page.getByRole('button', { name: `Remove Engineer ${MAXIMUM}`, exact: true }).click();
  await eventually(async () => assert.ok(await add(page).isEnabled()));
  await add(page).click();
  await eventually(async () => assert.equal((await roles(page)).length, MAXIMUM));
});

test('without any hire the list is empty and the first can be added', async () => {
  const page = await open('#v=1&hires=none');
  assert.deepEqual(await roles(page), []);
  await add(page).click();
  await eventually(async () => assert.deepEqual(await roles(page), ['Engineer']));
});

test('an impossible salary or month of a hire is refused beside its field', async () => {
  const page = await open();
  const [role] = await roles(page);
  const before = await screen(page);
  for (const name of [`${role}, salary, $ per year`, `${role} hired, month`]) {
    const box = field(page, name);
    await box.fill('-3');
    await box.press('Tab');
    const refusal = page.locator(`[id="${await box.getAttribute('aria-describedby')}"]`);
    await eventually(async () => assert.match(await refusal.innerText(), /possible is/));
    assert.deepEqual(await screen(page), before);
  }
});

test('what the month of a hire means is in sight while its button has the focus', async () => {
  const page = await open();
  const [role] = await roles(page);
  await page.getByRole('button', { name: `Remove ${role}` }).focus();
  await page.keyboard.press('Tab');
  const help = page.getByRole('button', { name: `What ${role} hired means` });
  assert.ok(await help.evaluate((button) => button === document.activeElement));
  // Whoever points would find it there.
  await help.click({ trial: true });
  await page.keyboard.press('Enter');
  await page.getByText('The month in which the position opens').first().waitFor();
});
