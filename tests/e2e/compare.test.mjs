// Up to three plans beside the founder's own: the menu, the charts, the panel, the link.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from './harness.mjs';
import { eventually, hash, says, screen, slider, steps } from './page.mjs';

const button = (page) => page.getByRole('button', { name: /\+ compare$/ });
const menu = (page) => page.getByRole('group', { name: 'Plans to compare with' });
const plan = (page, name) => menu(page).getByRole('checkbox', { name, exact: true });
const arr = (page) => page.getByRole('region', { name: 'ARR', exact: true });
/** What the chart of ARR says to those who do not see it, but for the futures, which follow in their own time. */
const said = async (page) => (await arr(page).locator('p').first().innerText()).replace(/ Futures: .*? at the end\./, '');

async function panel(page) {
  await page.getByRole('tab', { name: 'Compare', exact: true }).click();
  const shown = page.getByRole('tabpanel', { name: 'Compare', exact: true });
  await shown.getByRole('table', { name: /^Figures of merit/ }).waitFor({ timeout: 30_000 });
  return shown;
}

test('plans are added and taken away in the menu, and every chart follows', async () => {
  const page = await open();
  const before = await steps(page);
  await page.getByRole('button', { name: 'against as written + compare' }).waitFor();
  await button(page).click();
  await plan(page, 'Hire early').check();
  await plan(page, 'Do nothing').check();
  await eventually(() => assert.equal(hash(page), '#v=1&compare=as-written+hire-early+do-nothing'));
  assert.equal(await steps(page), before + 2);
  // Three are the most: what is not among them cannot be added.
  assert.ok(await plan(page, 'Features first').isDisabled());
  await eventually(async () => {
    for (const name of ['as written', 'Hire early', 'Do nothing']) assert.match(await said(page), new RegExp(`; ${name}: \\$`));
  });
  await page.keyboard.press('Escape');
  await arr(page).getByRole('button', { name: 'ARR as a table' }).click();
  const headings = page.getByRole('dialog').getByRole('columnheader');
  const futures = ['ARR, P10', 'ARR, P50', 'ARR, P90'];
  const expected = ['Week', 'ARR', ...futures, 'ARR, as written', 'ARR, Hire early', 'ARR, Do nothing'];
  await eventually(async () => assert.deepEqual(await headings.allInnerTexts(), expected));
  await page.getByRole('button', { name: 'Close the table' }).click();
  await button(page).click();
  for (const name of ['Plan as written', 'Hire early', 'Do nothing']) await plan(page, name).uncheck();
  await eventually(() => assert.equal(hash(page), '#v=1&compare=none'));
  await eventually(async () => assert.doesNotMatch(await said(page), /;/));
  await plan(page, 'Plan as written').check();
  await eventually(() => assert.equal(hash(page), ''));
});

test('plans are added by keys one after the other, and the one on the page stays', async () => {
  const page = await open('#v=1&view=compare');
  const shown = page.getByRole('tabpanel', { name: 'Compare', exact: true });
  await shown.getByText('Compare with another plan').click({ timeout: 30_000 });
  await shown.getByRole('button', { name: 'Compare', exact: true }).first().focus();
  for (const compared of [2, 3]) {
    await page.keyboard.press('Enter');
    const plans = shown.getByRole('button', { name: 'Work on it instead' });
    await eventually(async () => assert.equal(await plans.count(), compared));
  }
  assert.match(await shown.innerText(), /3 plans are the most/, 'the drawer is open still');
  assert.match(hash(page), /^#v=1&compare=as-written\+/);
});

test('the read-out under the crosshair has all of them', async () => {
  const page = await open('#v=1&compare=as-written+bridge-round');
  await arr(page).getByRole('slider').focus();
  await page.keyboard.press('Home');
  const readout = arr(page).locator('.readout');
  assert.match(await readout.innerText(), /as written \$[\d.]+K\s+Raise a bridge round \$[\d.]+K/);
});

test('a plan is kept as it stands, and changes to it are seen against it', async () => {
  const page = await open();
  await slider(page, 'Starter price').focus();
  await page.keyboard.press('PageUp');
  await button(page).click();
  await menu(page).getByRole('button', { name: 'Keep this plan as it stands' }).click();
  await plan(page, 'Before').waitFor();
  await page.keyboard.press('Escape');
  await slider(page, 'Starter price').focus();
  await page.keyboard.press('PageUp');
  await eventually(() => assert.match(hash(page), /starter\.price=49&compare=as-written\+name%3DBefore%26tiers\.starter\.price%3D39$/));
  await eventually(async () => assert.match(await said(page), /; Before: \$/));
});

test('a link opens the same comparison and the same part of the page elsewhere', async () => {
  const page = await open('#v=1&team.scaling=0.6');
  await button(page).click();
  await plan(page, 'Slower growth').check();
  await menu(page).getByRole('button', { name: 'Figures, odds and differences' }).click();
  await eventually(() => assert.match(hash(page), /compare=as-written\+slower-growth&view=compare$/));
  const other = await open(hash(page));
  assert.deepEqual(await screen(other), await screen(page));
  assert.equal(await said(other), await said(page));
  assert.equal(await other.getByRole('tab', { selected: true }).innerText(), 'Compare');
  await other.getByRole('table', { name: /^Figures of merit/ }).waitFor({ timeout: 30_000 });
});

test('back and forward walk comparisons and tabs', async () => {
  const page = await open();
  const first = await said(page);
  await button(page).click();
  await plan(page, 'Raise a bridge round').check();
  await page.keyboard.press('Escape');
  await eventually(async () => assert.match(await said(page), /Raise a bridge round/));
  await page.getByRole('tab', { name: 'Plan check' }).click();
  await eventually(() => assert.match(hash(page), /view=plan-check/));
  await page.goBack();
  await eventually(async () => assert.equal(await page.getByRole('tab', { selected: true }).innerText(), 'Explore'));
  assert.match(await said(page), /Raise a bridge round/);
  await page.goBack();
  await eventually(async () => assert.equal(await said(page), first));
  await page.goForward();
  await eventually(async () => assert.match(await said(page), /Raise a bridge round/));
  await page.goForward();
  await eventually(async () => assert.equal(await page.getByRole('tab', { selected: true }).innerText(), 'Plan check'));
});

test('of a comparison that cannot be read, the notice names the part and the rest is taken', async () => {
  const page = await open('#v=1&compare=hire-early+dreams&view=nowhere&tiers.starter.price=40');
  const notices = page.getByRole('region', { name: 'Notices' });
  await eventually(async () => assert.match(await notices.innerText(), /compare\.2.*dreams/s));
  assert.match(await notices.innerText(), /view.*nowhere/);
  await says(slider(page, 'Starter price'), '$40 per account per month');
  assert.match(await said(page), /; Hire early: \$/);
});

test('the panel shows figures, paired odds and what differs; a difference is taken over in one step', async () => {
  const page = await open('#v=1&compare=bridge-round');
  const shown = await panel(page);
  const lowest = shown.getByRole('row', { name: /^Lowest cash −\$586K/ });
  assert.match(await lowest.innerText(), /\$164K\s+\+\$750K/);
  await shown.getByRole('row', { name: /^Survival/ }).waitFor({ timeout: 30_000 });
  await shown.getByText(/Under the same luck it survives in 0\.0 % where Raise a bridge round does not/).waitFor();
  const before = await steps(page);
  await shown.getByRole('button', { name: 'Take over New funding from Raise a bridge round' }).click();
  await eventually(() => assert.match(hash(page), /finance\.raise=750000&compare=bridge-round/));
  assert.equal(await steps(page), before + 1);
  await page.goBack();
  await eventually(() => assert.doesNotMatch(hash(page), /finance\.raise=/));
});

test('each figure says what it means when its name is pressed', async () => {
  const page = await open();
  const shown = await panel(page);
  const meaning = shown.getByText(/^Runway at the horizon Cash at the horizon against the net burn/);
  assert.ok(await meaning.isHidden());
  await shown.getByRole('button', { name: 'Runway at the horizon' }).press('Enter');
  await meaning.waitFor();
  await page.keyboard.press('Escape');
  await meaning.waitFor({ state: 'hidden' });
});

test('a swap works on the compared plan instead, in one step', async () => {
  const page = await open('#v=1&team.scaling=0.6&name=Mine&compare=do-nothing');
  const shown = await panel(page);
  const before = await steps(page);
  await shown.getByRole('button', { name: 'Work on it instead' }).click();
  const name = page.getByRole('textbox', { name: 'Name of the scenario' });
  await eventually(async () => assert.equal(await name.inputValue(), 'Do nothing'));
  await eventually(() => assert.match(hash(page), /compare=name%3DMine%26team\.scaling%3D0\.6&view=compare$/));
  assert.equal(await steps(page), before + 1);
  await page.goBack();
  await eventually(async () => assert.equal(await name.inputValue(), 'Mine'));
  await eventually(() => assert.match(hash(page), /compare=do-nothing/));
});

test('a built-in plan can be started from', async () => {
  const page = await open();
  const start = page.getByRole('combobox', { name: 'Start from' });
  await start.selectOption({ label: 'All on scaling' });
  await eventually(() => assert.equal(hash(page), '#v=1&name=All+on+scaling&team.scaling=1'));
  assert.equal(await start.inputValue(), 'all-on-scaling');
  await page.goBack();
  await eventually(async () => assert.equal(await start.inputValue(), 'realistic'));
});

test('by keyboard alone a plan is added, looked at and taken away', async () => {
  const page = await open();
  await button(page).focus();
  await page.keyboard.press('Enter');
  await menu(page).waitFor();
  await page.keyboard.press('Tab');
  for (let at = 0; at < 3; at++) await page.keyboard.press('Tab');
  assert.ok(await plan(page, 'Hire early').evaluate((box) => box === document.activeElement));
  await page.keyboard.press('Space');
  await eventually(() => assert.match(hash(page), /compare=as-written\+hire-early/));
  assert.ok(await plan(page, 'Hire early').evaluate((box) => box === document.activeElement), 'the focus stays');
  await page.keyboard.press('Space');
  await eventually(() => assert.equal(hash(page), ''));
  await page.keyboard.press('Escape');
  await menu(page).waitFor({ state: 'hidden' });
  assert.ok(await button(page).evaluate((each) => each === document.activeElement));
});

test('on a phone the menu is in view, and nothing is wider than the screen', async () => {
  const page = await open('#v=1&compare=as-written+hire-early+do-nothing', { viewport: { width: 390, height: 844 } });
  await button(page).click();
  const box = await menu(page).boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 390 && box.y + box.height <= 844, JSON.stringify(box));
  await page.keyboard.press('Escape');
  await panel(page);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
});
