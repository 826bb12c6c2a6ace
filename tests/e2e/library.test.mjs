// The room in which scenarios are kept: every flow, every file, many tabs, and storage that fails.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { base, open } from './harness.mjs';
import { eventually, hash, says, slider, tabTo, thumb } from './page.mjs';

const name = (page) => page.getByRole('textbox', { name: 'Name of the scenario' });
const notices = (page) => page.getByRole('region', { name: 'Notices' });
const room = (page) => page.getByRole('dialog', { name: 'Scenarios' });
const saved = (page) => room(page).getByRole('list', { name: 'Saved' });
const drafts = (page) => room(page).getByRole('list', { name: 'Drafts' });
const price = (page) => slider(page, 'Starter price');

/** Opens the room of scenarios, once the library has answered. */
async function enter(page) {
  await page.getByRole('button', { name: 'Scenarios', exact: true }).click();
  await room(page).waitFor();
  await room(page).getByText(/All of this is (kept|gone)|keeps nothing/).waitFor();
}

const leave = (page) => room(page).getByRole('button', { name: 'Close' }).click();

/** Opens the page, and waits until what changes on it is kept. */
async function ready(path, options) {
  const page = await open(path, options);
  await enter(page);
  await leave(page);
  return page;
}

/** Moves the Starter price by keys, which is a step. */
async function step(page, key = 'ArrowRight') {
  const before = hash(page);
  await price(page).focus();
  await page.keyboard.press(key);
  await eventually(() => assert.notEqual(hash(page), before));
}

async function save(page, as) {
  await enter(page);
  await room(page).getByRole('textbox', { name: 'Name' }).fill(as);
  await room(page).getByRole('button', { name: 'Save', exact: true }).click();
  await saved(page).getByRole('button', { name: as, exact: true }).waitFor();
}

/** The texts that the browser keeps, by key. */
const texts = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('headroom');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const store = opening.result.transaction('scenarios').objectStore('scenarios');
          const [keys, values] = [store.getAllKeys(), store.getAll()];
          values.onsuccess = () => {
            opening.result.close();
            resolve(Object.fromEntries(keys.result.map((key, at) => [key, values.result[at]])));
          };
        };
      }),
  );

/** Puts a text where the browser keeps scenarios. */
const put = (page, key, text) =>
  page.evaluate(
    ([key, text]) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('headroom', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('scenarios');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('scenarios', 'readwrite');
          transaction.objectStore('scenarios').put(text, key);
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    [key, text],
  );

const kept = async (page) => Object.values(await texts(page)).map((text) => JSON.parse(text));

/** Opens another tab of the same browser. */
async function beside(page, path = '') {
  const other = await page.context().newPage();
  other.setDefaultTimeout(10_000);
  await other.goto(new URL(path, base).href);
  await other.locator('#boot').waitFor({ state: 'detached' });
  await enter(other);
  return other;
}

async function download(page, button) {
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

const choose = (page, files) => room(page).getByLabel(/Open a file/).setInputFiles(files);
const json = (name, value) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
});

test('a change is kept by itself, saved under a name, and follows the page from then on', async () => {
  const page = await ready('');
  assert.deepEqual(await texts(page), {}, 'an untouched plan is not kept');
  await step(page);
  await eventually(async () => assert.equal((await kept(page))[0]?.kind, 'draft'));
  await save(page, 'Base case');
  assert.equal(await drafts(page).count(), 0);
  await leave(page);
  assert.equal(await name(page).inputValue(), 'Base case');
  await step(page);
  await eventually(async () => {
    const [record, ...others] = await kept(page);
    assert.deepEqual(others, []);
    assert.equal(record.kind, 'saved');
    assert.equal(record.scenario.values['tiers.starter.price'], 31);
  });
});

test('renaming, duplicating, deleting with undo, and opening again', async () => {
  const page = await ready('#v=1&tiers.starter.price=40');
  await save(page, 'Base case');
  await saved(page).getByRole('button', { name: 'Duplicate “Base case”' }).click();
  await saved(page).getByRole('button', { name: 'Rename “Base case (copy)”' }).click();
  const field = saved(page).getByRole('textbox', { name: 'New name' });
  assert.ok(await field.evaluate((element) => element === document.activeElement), 'ready to type');
  await field.fill('Cheaper');
  await field.press('Enter');
  await saved(page).getByRole('button', { name: 'Cheaper', exact: true }).waitFor();
  await saved(page).getByRole('button', { name: 'Delete “Base case”' }).click();
  await eventually(async () => assert.doesNotMatch(await saved(page).innerText(), /Base case/));
  await room(page).getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await saved(page).getByRole('button', { name: 'Base case', exact: true }).waitFor();
  await saved(page).getByRole('button', { name: 'Cheaper', exact: true }).click();
  await room(page).waitFor({ state: 'hidden' });
  assert.equal(await name(page).inputValue(), 'Cheaper');
  await page.goBack();
  await eventually(async () => assert.equal(await name(page).inputValue(), 'Base case'));
});

test('what a plan is compared with is kept with it, and comes back', async () => {
  const compared = 'hire-early+do-nothing';
  const page = await ready(`#v=1&tiers.starter.price=40&compare=${compared}`);
  await save(page, 'Base case');
  await saved(page).getByText(/compared with “Hire early”, “Do nothing”/).waitFor();
  await eventually(async () => assert.equal((await kept(page))[0].compared.length, 2));
  await leave(page);
  const start = hash(page);
  assert.match(start, /compare=hire-early\+do-nothing/);
  // Another plan in another comparison, which is kept as well.
  await page.evaluate(() => (location.hash = 'v=1&tiers.starter.price=70&name=From+afar&compare=none'));
  await says(price(page), '$70 per account per month');
  await step(page);
  await eventually(async () => assert.equal((await kept(page)).length, 2));
  await enter(page);
  await saved(page).getByRole('button', { name: 'Base case', exact: true }).click();
  await says(price(page), '$40 per account per month');
  await eventually(() => assert.equal(hash(page), start));
  const beside = page.getByRole('region', { name: 'ARR', exact: true }).locator('p').first();
  for (const plan of ['Hire early', 'Do nothing']) assert.match(await beside.innerText(), new RegExp(`; ${plan}: \\$`));
  // A file of it has them, too.
  await enter(page);
  const { text } = await download(page, saved(page).getByRole('button', { name: 'Download “Base case”' }));
  assert.deepEqual(JSON.parse(text).compared.map(({ name }) => name), ['Hire early', 'Do nothing']);
});

test('what is deleted stays for a while and can be brought back after a reload', async () => {
  const page = await ready('#v=1&tiers.starter.price=40');
  await save(page, 'Base case');
  await saved(page).getByRole('button', { name: 'Delete “Base case”' }).click();
  await eventually(async () => assert.ok((await kept(page))[0].deleted));
  await page.reload();
  await page.locator('#boot').waitFor({ state: 'detached' });
  await enter(page);
  await room(page).getByText('Deleted in the last 30 days').click();
  await room(page).getByRole('button', { name: 'Restore “Base case”' }).click();
  await saved(page).getByRole('button', { name: 'Base case', exact: true }).waitFor();
});

test('opening a link from elsewhere overwrites nothing', async () => {
  const page = await ready('#v=1&tiers.starter.price=40');
  await save(page, 'Base case');
  await leave(page);
  await page.evaluate(() => (location.hash = 'v=1&tiers.starter.price=70&name=From+afar'));
  await says(price(page), '$70 per account per month');
  await step(page);
  await eventually(async () => {
    const prices = (await kept(page)).map(({ kind, scenario }) => [kind, scenario.values['tiers.starter.price']]);
    assert.deepEqual(prices.sort(), [['draft', 71], ['saved', 40]]);
  });
});

test('a plain address offers to continue where one left off', async () => {
  const page = await ready('#v=1&tiers.starter.price=40');
  await save(page, 'Base case');
  const other = await beside(page);
  await other.getByText(/Continue where you left off: “Base case”, just now/).waitFor();
  await other.getByRole('button', { name: 'Continue' }).click();
  await says(price(other), '$40 per account per month');
});

test('of two tabs that change the same scenario both are kept, and the slower one is told once', async () => {
  const page = await ready('#v=1&tiers.starter.price=40');
  await save(page, 'Base case');
  const other = await beside(page);
  await saved(other).getByRole('button', { name: 'Base case', exact: true }).click();
  await says(price(other), '$40 per account per month');
  await step(other);
  await eventually(async () => assert.equal((await kept(page))[0].scenario.values['tiers.starter.price'], 41));
  // The first tab hears of it at once.
  await room(page).getByText(/Another tab has changed it since/).waitFor();
  await leave(page);
  await step(page, 'PageUp');
  await eventually(async () => assert.match(await notices(page).innerText(), /Nothing is lost.*“Base case \(copy\)”/s));
  await eventually(async () => assert.equal(await name(page).inputValue(), 'Base case (copy)'));
  await step(page);
  await step(other);
  await eventually(async () => {
    const all = (await kept(page)).map(({ scenario }) => `${scenario.name} ${scenario.values['tiers.starter.price']}`);
    assert.deepEqual(all.sort(), ['Base case (copy) 51', 'Base case 42']);
  });
  assert.equal(await notices(page).getByRole('button', { name: 'Dismiss' }).count(), 1);
  assert.equal(await notices(other).getByRole('button', { name: 'Dismiss' }).count(), 0);
});

test('a full storage is told once; what is changed is kept as soon as there is room', async () => {
  const page = await ready('', {
    prepare: (page) =>
      page.addInitScript(() => {
        const put = IDBObjectStore.prototype.put;
        globalThis.isFull = true;
        IDBObjectStore.prototype.put = function (...all) {
          if (globalThis.isFull) throw new DOMException('No room is left.', 'QuotaExceededError');
          return put.apply(this, all);
        };
      }),
  });
  await step(page);
  await eventually(async () => assert.match(await notices(page).innerText(), /no room left/));
  await step(page);
  await step(page);
  assert.equal(await notices(page).getByRole('button', { name: 'Dismiss' }).count(), 1);
  await enter(page);
  await room(page).getByText(/could not be kept/).waitFor();
  await page.evaluate(() => (globalThis.isFull = false));
  await room(page).getByRole('button', { name: 'Try again' }).click();
  await eventually(async () => assert.equal((await kept(page))[0]?.scenario.values['tiers.starter.price'], 32));
  await room(page).getByText(/is kept as a draft/).waitFor();
});

test('where all storage is forbidden, that is told once and everything else works', async () => {
  const page = await ready('', {
    prepare: (page) =>
      page.addInitScript(() => {
        const forbid = () => {
          throw new DOMException('Storage is forbidden here.', 'SecurityError');
        };
        for (const name of ['indexedDB', 'localStorage', 'sessionStorage'])
          Object.defineProperty(globalThis, name, { get: forbid });
      }),
  });
  await eventually(async () => assert.match(await notices(page).innerText(), /keeps nothing for this page.*forbidden here/s));
  await step(page);
  await save(page, 'Base case');
  await leave(page);
  await step(page);
  assert.equal(await notices(page).getByRole('button', { name: 'Dismiss' }).count(), 1);
  await enter(page);
  await room(page).getByText(/gone when this tab is closed/).waitFor();
  const { text } = await download(page, room(page).getByRole('button', { name: 'Download all' }));
  assert.equal(JSON.parse(text).scenarios[0].name, 'Base case');
});

test('without a database the smaller storage serves, and moves into the database when there is one', async () => {
  const page = await ready('', {
    prepare: (page) =>
      page.addInitScript(() => {
        if (sessionStorage.getItem('database')) return;
        Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
      }),
  });
  await step(page);
  await save(page, 'Base case');
  await room(page).getByText(/smaller storage/).waitFor();
  await page.evaluate(() => sessionStorage.setItem('database', 'yes'));
  await page.reload();
  await page.locator('#boot').waitFor({ state: 'detached' });
  await enter(page);
  await saved(page).getByText('Base case').waitFor();
  assert.deepEqual((await kept(page)).map(({ scenario }) => scenario.name), ['Base case']);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('headroom.scenario'))), []);
});

test('a damaged record is set aside, told, and can be had as a file', async () => {
  const page = await ready('');
  await put(page, 'broken', '{"record":1,"id":"broken","revision":');
  await put(page, 'foreign', '{"record":999,"id":"foreign"}');
  await page.reload();
  await page.locator('#boot').waitFor({ state: 'detached' });
  await eventually(async () => assert.match(await notices(page).innerText(), /2 kept scenarios could not be read/));
  await enter(page);
  const aside = room(page).getByRole('list', { name: 'Could not be read' });
  await aside.getByText(/newer Headroom/).waitFor();
  const { name, text } = await download(page, aside.getByRole('button', { name: 'Download' }).first());
  assert.equal(name, 'damaged-broken.json');
  assert.equal(text, '{"record":1,"id":"broken","revision":');
  await aside.getByRole('button', { name: 'Delete for good' }).first().click();
  await eventually(async () => assert.deepEqual(Object.keys(await texts(page)), ['foreign']));
});

test('a record of the first version is read', async () => {
  const page = await ready('');
  const record = {
    record: 1,
    id: '0123456789abcdef-1',
    revision: 7,
    saved: Date.now() - 3 * 60_000,
    kind: 'saved',
    scenario: { version: 1, name: 'From the beginning', preset: 'as-written', values: { 'team.scaling': 0.55 } },
  };
  await put(page, record.id, JSON.stringify(record));
  await page.reload();
  await page.locator('#boot').waitFor({ state: 'detached' });
  await enter(page);
  await saved(page).getByText('3 minutes ago').waitFor();
  await saved(page).getByRole('button', { name: 'From the beginning', exact: true }).click();
  await says(slider(page, 'Engineering on scaling'), '55 %');
});

test('a reload in the middle of a drag loses the drag and nothing else', async () => {
  const page = await ready('');
  await step(page);
  await save(page, 'Base case');
  await leave(page);
  const handle = await thumb(price(page));
  await page.mouse.move(handle.x, handle.y);
  await page.mouse.down();
  await page.mouse.move(handle.x + 40, handle.y, { steps: 4 });
  await page.reload();
  await page.mouse.up();
  await page.locator('#boot').waitFor({ state: 'detached' });
  await says(price(page), '$30 per account per month');
  await enter(page);
  await room(page).getByText(/“Base case” is saved/).waitFor();
  await leave(page);
  await step(page);
  await eventually(async () => {
    const all = (await kept(page)).map(({ scenario }) => `${scenario.name} ${scenario.values['tiers.starter.price']}`);
    assert.deepEqual(all, ['Base case 31'], 'the same record goes on');
  });
});

test('a scenario goes out as a file and comes in again, chosen or dropped', async () => {
  const page = await ready('#v=1&tiers.starter.price=40&name=Spring+plan');
  await enter(page);
  const { name: called, text } = await download(page, room(page).getByRole('button', { name: 'Download this scenario' }));
  assert.equal(called, 'spring-plan.json');
  assert.equal(JSON.parse(text).values['tiers.starter.price'], 40);
  const other = await ready('');
  await enter(other);
  await choose(other, json(called, text));
  await room(other).waitFor({ state: 'hidden' });
  await says(price(other), '$40 per account per month');
  assert.equal(await name(other).inputValue(), 'Spring plan');
  const third = await ready('');
  await third.evaluate((text) => {
    const files = new DataTransfer();
    files.items.add(new File([text], 'spring.json', { type: 'application/json' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
  }, text);
  await says(price(third), '$40 per account per month');
  await third.keyboard.press('Control+z');
  await says(price(third), '$29 per account per month');
});

test('the whole library goes out as one file and comes in again', async () => {
  const page = await ready('#v=1&tiers.starter.price=40');
  await save(page, 'One');
  await saved(page).getByRole('button', { name: 'Duplicate “One”' }).click();
  await saved(page).getByText('One (copy)').waitFor();
  const { name: called, text } = await download(page, room(page).getByRole('button', { name: 'Download all' }));
  assert.equal(called, 'headroom-scenarios.json');
  const other = await ready('');
  await enter(other);
  await choose(other, json(called, text));
  await room(other).getByText('2 scenarios added.').waitFor();
  await choose(other, json(called, text));
  await room(other).getByText('All of them are in the library already.').waitFor();
  assert.equal(hash(other), '', 'the page is as it was');
});

for (const [what, file, said] of [
  ['an impossible value', json('plan.json', { version: 1, values: { 'team.scaling': 7 } }), /plan\.json: team\.scaling: 7 is outside the possible range 0 to 1/],
  [
    'an impossible value in a library',
    json('all.json', { library: 1, scenarios: [{ version: 1 }, { version: 1, values: { 'team.scaling': -1 } }] }),
    /all\.json: scenarios\.2\.team\.scaling: -1 is outside the possible range 0 to 1/,
  ],
  ['no JSON', json('plan.json', 'team.scaling = 7'), /plan\.json: not valid JSON/],
  ['a future version', json('plan.json', { version: 99 }), /plan\.json: version: made by a newer Headroom/],
]) {
  test(`a file with ${what} is refused whole`, async () => {
    const page = await ready('#v=1&tiers.starter.price=40');
    await enter(page);
    const before = [hash(page), await texts(page)];
    await choose(page, file);
    await eventually(async () => assert.match(await notices(page).innerText(), said));
    assert.match(await notices(page).innerText(), /Nothing has been changed/);
    assert.deepEqual([hash(page), await texts(page)], before);
  });
}

test('by keyboard alone a plan is saved, renamed and deleted', async () => {
  const page = await ready('#v=1&tiers.starter.price=40');
  await page.getByRole('button', { name: 'Scenarios', exact: true }).focus();
  await page.keyboard.press('Enter');
  await room(page).waitFor();
  await tabTo(page, room(page).getByRole('textbox', { name: 'Name' }));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('By hand');
  await page.keyboard.press('Enter');
  await saved(page).getByRole('button', { name: 'By hand', exact: true }).waitFor();
  await tabTo(page, saved(page).getByRole('button', { name: 'Delete “By hand”' }));
  await page.keyboard.press('Enter');
  await tabTo(page, room(page).getByRole('status').getByRole('button', { name: 'Undo' }));
  await page.keyboard.press('Enter');
  await saved(page).getByRole('button', { name: 'By hand', exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await room(page).waitFor({ state: 'hidden' });
});

test('at 390 px nothing is wider than the screen', async () => {
  const page = await ready('#v=1&tiers.starter.price=40', { viewport: { width: 390, height: 844 } });
  await save(page, 'A plan with a name that is as long as names of plans are ever likely to become');
  const widths = await page.evaluate(() => {
    const body = document.querySelector('#room-body');
    return [body.scrollWidth, body.clientWidth];
  });
  assert.ok(widths[0] <= widths[1], `${widths}`);
});
