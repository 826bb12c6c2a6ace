// Uncertainty and decisions, as a founder meets them: bands and odds, what matters, what to do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declared } from './declared.mjs';
import { open } from './harness.mjs';
import { atRest, drag, eventually, field, hash, inView, label, middle, says, slider, spoken, thumb, verdict } from './page.mjs';

/** What takes many runs may take its time on a small machine. */
const LONG = 120_000;

const odds = (page) => page.getByText(/possible futures/);
/** Waits until the odds are those of the plan on the page, with all of their runs. */
const settled = (page) =>
  page.locator('.odds:not(.old)').filter({ hasText: /^Of [\d,]+ possible/ }).waitFor({ timeout: 30_000 });

async function panel(page, name) {
  await page.getByRole('tab', { name }).click();
  return page.getByRole('tabpanel', { name });
}

test('odds stand below the verdict, and follow a change', async () => {
  const page = await open();
  await settled(page);
  const before = await odds(page).innerText();
  assert.match(before, /^Of 5,000 possible futures, [\d.]+ % ± <?[\d.]+ % keep/);
  const cash = field(page, 'Cash at the start, $');
  await cash.fill('3M');
  await cash.press('Enter');
  await eventually(async () => assert.notEqual(await odds(page).innerText(), before));
  await settled(page);
  const share = (text) => Number(text.match(/([\d.]+) % ±/)[1]);
  assert.ok(share(await odds(page).innerText()) > share(before));
});

for (const [what, move] of [
  [
    'a number that is refused',
    async (page) => {
      const viral = field(page, 'Word-of-mouth signups, users per user per week');
      await viral.fill('many');
      await viral.press('Enter');
    },
  ],
  [
    'a key and the one back',
    async (page) => {
      await slider(page, 'Word-of-mouth signups').focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowLeft');
    },
  ],
  [
    'a slider that is dragged away and back',
    async (page) => {
      const from = await thumb(slider(page, 'Word-of-mouth signups'));
      await drag(page, from, { x: 40 }, () => page.mouse.move(from.x, from.y, { steps: 4 }));
    },
  ],
  [
    'a phase that is dragged and put back by Escape',
    async (page) => {
      const bar = page.getByRole('slider', { name: 'Phase 2 starts', exact: true }).last();
      await drag(page, await middle(bar), { x: 90 }, () => page.keyboard.press('Escape'));
    },
  ],
]) {
  test(`after ${what} the odds are those of all runs again, and more can be asked for`, async () => {
    const page = await open('#v=1&view=uncertainty');
    await settled(page);
    await move(page);
    await page.getByRole('button', { name: '20,000 runs' }).click();
    await page.getByText(/^20,000 runs, seed/).waitFor({ timeout: 30_000 });
    assert.match(await odds(page).innerText(), /^Of 20,000 possible futures/);
  });
}

test('the same plan has the same odds on another day', async () => {
  const said = [];
  for (let turn = 0; turn < 2; turn++) {
    const page = await open('#v=1&team.scaling=0.6');
    await settled(page);
    said.push(await odds(page).innerText());
  }
  assert.equal(said[0], said[1]);
});

test('a range that is typed makes an input as uncertain as that', async () => {
  const page = await open();
  const price = field(page, 'Starter price, $ per account per month');
  await price.fill('20 to 40');
  await price.press('Enter');
  await eventually(() => assert.match(hash(page), /uncertain\.tiers\.starter\.price=/));
  await price.fill('40 to 20');
  await price.press('Enter');
  await page.getByRole('alert').getByText('Not taken').first().waitFor();
});

test('resetting an input takes back the range that was typed for it, in one step', async () => {
  const page = await open();
  const price = field(page, 'Starter price, $ per account per month');
  const reset = page.getByRole('button', { name: 'Reset Starter price', exact: true }).first();
  await price.fill('20 to 40');
  await price.press('Enter');
  await eventually(() => assert.match(hash(page), /uncertain\.tiers\.starter\.price=/));
  const typed = hash(page);
  await reset.click();
  await eventually(() => assert.doesNotMatch(hash(page), /tiers\.starter\.price/));
  await reset.waitFor({ state: 'hidden' });
  await page.goBack();
  await eventually(() => assert.equal(hash(page), typed));
  await reset.waitFor();
});

test('a risk event strikes the single run in the week that is said, and a link carries it', async () => {
  const page = await open();
  const before = await verdict(page);
  await page.getByRole('switch', { name: 'Infrastructure bill explodes' }).click();
  await eventually(async () => assert.notEqual(await verdict(page), before));
  const week = page.getByRole('textbox', { name: 'Week in which it strikes: Infrastructure bill explodes' });
  await week.fill('5');
  await week.press('Enter');
  await eventually(() => assert.match(hash(page), /stress\.bill=5/));
  await week.fill('nonsense');
  await week.press('Enter');
  await page.getByRole('alert').getByText('weeks go from 1').waitFor();
  const struck = await verdict(page);
  const other = await open(hash(page));
  assert.equal(await verdict(other), struck);
  await other.getByRole('button', { name: 'Reset all of Stress test' }).click();
  await eventually(async () => assert.equal(await verdict(other), before));
});

test('the panel of uncertainty tells odds, takes edits and refuses what cannot be', async () => {
  const page = await open();
  const shown = await panel(page, 'Uncertainty');
  await shown.getByText(/of the futures survive/).waitFor({ timeout: 30_000 });
  await shown.getByText(/more in the bank from the start, 90 % would/).waitFor();
  await shown.getByText(/uncertain inputs/).click();
  const low = shown.getByRole('textbox', { name: 'Word-of-mouth signups: low' });
  await low.fill('0.1');
  await low.press('Enter');
  await eventually(() => assert.match(hash(page), /uncertain\.growth\.viral=0\.1:/));
  const taken = hash(page);
  await low.fill('many');
  await low.press('Enter');
  await shown.getByRole('alert').filter({ hasText: /number/ }).waitFor();
  assert.equal(hash(page), taken);
  assert.equal(await low.getAttribute('aria-invalid'), 'true');
  const other = shown.getByRole('textbox', { name: 'Word-of-mouth signups: high' });
  await low.fill('0.1');
  await low.press('Enter');
  await eventually(async () => assert.equal(await low.getAttribute('aria-invalid'), null));
  assert.equal(await other.getAttribute('aria-invalid'), null);
  await shown.getByText(/risk events: how likely/).click();
  const bill = shown.getByRole('textbox', { name: 'Infrastructure bill explodes: probability' });
  await bill.fill('HIGH');
  await bill.press('Enter');
  await eventually(() => assert.match(hash(page), /risk\.bill=0\.65/));
});

for (const [what, options] of [
  ['wide', {}],
  ['tablet', { viewport: { width: 768, height: 1024 }, hasTouch: true, isMobile: true }],
]) {
  test(`a bar of the tornado leads to its slider and the name above it, ${what}`, async () => {
    const page = await open('', options);
    const shown = await panel(page, 'What matters');
    const row = shown.getByRole('row').filter({ has: page.getByRole('button', { name: 'Word-of-mouth signups' }) });
    const target = slider(page, 'Word-of-mouth signups');
    // The name, and the bar as it is drawn.
    for (const part of [row.getByRole('button'), row.locator('svg rect').first()]) {
      await part.click({ timeout: 30_000 });
      await eventually(async () => {
        assert.ok(await target.evaluate((input) => input === document.activeElement));
        assert.ok(await inView(target));
        assert.ok(await inView(label(target)));
      });
      await page.evaluate(() => document.activeElement.blur());
    }
  });
}

test('a waterfall says why a figure changed, and sums to the change', async () => {
  const page = await open('#v=1&finance.cash=900000&team.scaling=0.6');
  const shown = await panel(page, 'What matters');
  await shown.getByText('Why it changed').waitFor({ timeout: 30_000 });
  const adds = async (name) => {
    const cell = shown.getByRole('row', { name }).getByRole('cell').last();
    return Number((await cell.innerText()).replace('−', '-').replace(/[$+K]/g, ''));
  };
  await shown.getByRole('row', { name: 'Cash at the start' }).last().waitFor();
  const parts = [/^The preset/, /^Cash at the start \+/, /^Engineering on scaling −/];
  const [before, cash, split] = await Promise.all(parts.map(adds));
  assert.ok(Math.abs(before + cash + split - (await adds(/^This plan/))) <= 1, 'the parts add up to the whole');
});

test('goal seek finds a value that can be used, or says that there is none', async () => {
  const page = await open();
  // What undoes by keys has been loaded by then.
  await atRest(page);
  const shown = await panel(page, 'What to do');
  const form = shown.locator('form').filter({ has: page.getByRole('button', { name: 'Seek', exact: true }) });
  await form.getByLabel('I want').selectOption({ label: 'Lowest cash' });
  await form.getByRole('textbox').fill('0');
  // Another question can bring other levers to choose from: wait until the panel speaks of it.
  await shown.getByText(/^Lowest cash by|Lowest cash ≥/).first().waitFor({ timeout: 30_000 });
  await form.getByLabel('by moving').selectOption({ label: 'Cash at the start' });
  await form.getByRole('button', { name: 'Seek', exact: true }).click();
  await shown.getByRole('button', { name: 'Use this value' }).click({ timeout: 30_000 });
  await eventually(async () => assert.match(hash(page), /finance\.cash=/));
  await eventually(async () => assert.doesNotMatch(await verdict(page), /Out of cash/));
  // The receipt goes with the next change: it says nothing of what is shown then.
  const notices = page.getByRole('region', { name: 'Notices' });
  await notices.getByText(/^Cash at the start: \$/).waitFor();
  await page.keyboard.press('Control+z');
  await eventually(async () => assert.equal(await notices.innerText(), ''));
  await shown.getByRole('button', { name: 'Use this value' }).click({ timeout: 30_000 });
  await notices.getByText(/^Cash at the start: \$/).waitFor();
  await slider(page, 'Market size').focus();
  await page.keyboard.press('ArrowRight');
  await eventually(async () => assert.equal(await notices.innerText(), ''));
});

test('goal seek reaches odds with one lever, and says of another how close it comes', { timeout: 2 * LONG }, async () => {
  const page = await open();
  const shown = await panel(page, 'What to do');
  const form = shown.locator('form').filter({ has: page.getByRole('button', { name: 'Seek', exact: true }) });
  const said = shown.locator('#insight-decide-goal-said:not(:has(.old))');
  const seek = async (lever) => {
    await form.getByLabel('by moving').selectOption({ label: lever });
    await form.getByRole('button', { name: 'Seek', exact: true }).click();
    const found = said.filter({ hasText: lever });
    await found.waitFor({ timeout: LONG });
    return (await found.innerText()).replaceAll('\u00a0', ' ');
  };
  await form.getByLabel('I want').selectOption({ label: 'Odds of survival' });
  await form.getByRole('textbox').fill('40 %');

  const missed = await seek('Customer-success manager starts');
  assert.match(missed, /^No value reaches it\. Customer-success manager starts from month 1 to month 36: Odds of survival ≥ 40 % at none of the \d+ values tried\./);
  const [, odds, short] = missed.match(/Closest is month \d+ with ([\d.]+) % ± [\d.]+, ([\d.]+) points short\. Each value tried has 2,000 runs/);
  assert.ok(Number(odds) < 40);
  assert.ok(Math.abs(Number(odds) + Number(short) - 40) < 0.11, missed);
  assert.equal(await said.getByRole('button').count(), 0, 'nothing to be used');

  assert.match(await seek('Cash at the start'), /^Cash at the start: \$.* reaches it\. Odds of survival ≥ 40 %: 4\d(\.\d)? % ± /);
  await said.getByRole('button', { name: 'Use this value' }).click();
  await eventually(() => assert.match(hash(page), /finance\.cash=/));
  await page.locator('.odds:not(.old)').filter({ hasText: /, (39|4\d)(\.\d+)? % ±/ }).waitFor({ timeout: 30_000 });
});

test('plan search finds a plan that survives in nine of ten futures, and it can be taken', { timeout: 2 * LONG }, async () => {
  const page = await open();
  await settled(page);
  const survive = async () => Number((await odds(page).innerText()).match(/([\d.]+) % ±/)[1]);
  assert.ok((await survive()) < 90, 'there is something to search for');
  const shown = await panel(page, 'What to do');
  await shown.getByRole('button', { name: 'Search plans' }).click({ timeout: 30_000 });
  await shown.getByRole('progressbar').first().waitFor();
  const take = shown.getByRole('button', { name: 'Take this plan' }).first();
  await take.waitFor({ timeout: LONG });
  const said = await shown.getByText(/^Least new funding: /).innerText();
  const amount = said.match(/^Least new funding: (\$[\d.]+[KM])\.$/)[1];
  await take.click();
  await says(slider(page, 'New funding'), amount);
  await eventually(() => assert.match(hash(page), /finance\.raise=/));
  await page.locator('.odds:not(.old)').filter({ hasText: /, (9\d|100)(\.\d+)? % ±/ }).waitFor({ timeout: 30_000 });
  await settled(page);
  assert.ok((await survive()) >= 90);
});

test('a search that is cancelled stops, and the page goes on', async () => {
  const page = await open();
  const shown = await panel(page, 'What to do');
  await shown.getByRole('button', { name: 'Search plans' }).click({ timeout: 30_000 });
  await shown.getByRole('button', { name: 'Cancel: Plan search' }).click({ timeout: LONG });
  await shown.getByRole('progressbar', { name: 'Plan search' }).waitFor({ state: 'detached' });
  await slider(page, 'Market size').focus();
  await page.keyboard.press('ArrowRight');
  await settled(page);
});

test('Cancel takes a press that outlasts a step of the bar, and the last whole result stays', async () => {
  const page = await open();
  await settled(page);
  const shown = await panel(page, 'Uncertainty');
  const whole = shown.getByText(/^5,000 runs, seed/);
  await whole.waitFor({ timeout: 30_000 });
  await shown.getByRole('button', { name: '100,000 runs' }).click();
  const bar = shown.getByRole('progressbar', { name: 'Runs made' });
  const { x, y, width, height } = await shown.getByRole('button', { name: 'Cancel' }).boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  const before = await bar.getAttribute('value');
  await eventually(async () => assert.notEqual(await bar.getAttribute('value'), before));
  await page.mouse.up();
  await shown.getByText(/^Stopped at [\d,]+ of 100,000 runs\.$/).waitFor();
  await bar.waitFor({ state: 'detached' });
  await whole.waitFor();
  await settled(page);
  assert.match(await odds(page).innerText(), /^Of 5,000 /);
  assert.ok(await whole.isVisible(), 'runs of the charts are no news here');
});

test('Cancel keeps the focus while the bar moves, and Enter stops a search until it is asked for again', async () => {
  const page = await open();
  const shown = await panel(page, 'What to do');
  await shown.getByRole('button', { name: 'Search plans' }).focus({ timeout: 30_000 });
  await page.keyboard.press('Enter');
  const bar = shown.getByRole('progressbar', { name: 'Plan search' });
  await bar.waitFor({ timeout: LONG });
  await page.keyboard.press('Tab');
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  assert.equal(await focused(), 'Cancel');
  const before = await bar.getAttribute('value');
  await eventually(async () => assert.notEqual(await bar.getAttribute('value'), before));
  assert.equal(await focused(), 'Cancel');
  await page.keyboard.press('Enter');
  await shown.getByText('Stopped.').waitFor();
  await bar.waitFor({ state: 'detached' });
  assert.equal(await focused(), 'Search plans', 'what goes hands the focus on');
  await shown.getByRole('button', { name: 'Start again: Plan search' }).click();
  await bar.waitFor({ timeout: LONG });
  await shown.getByRole('button', { name: 'Cancel: Plan search' }).click();
  await bar.waitFor({ state: 'detached' });
});

// Ways in which a page may be without workers, by what stands in their place.
const WITHOUT_WORKERS = {
  'there are none': () => delete globalThis.Worker,
  'none can be made': () => {
    globalThis.Worker = class {
      constructor() {
        throw new Error('not here');
      }
    };
  },
};

for (const [what, prepare] of Object.entries(WITHOUT_WORKERS)) {
  test(`without workers, for ${what}, odds come all the same and follow a change`, async () => {
    const page = await open('', {
      prepare: (page) => page.addInitScript(prepare),
    });
    await settled(page);
    const before = await odds(page).innerText();
    await slider(page, 'Cash at the start').focus();
    await page.keyboard.press('End');
    await eventually(async () => assert.notEqual(await odds(page).innerText(), before));
    assert.equal(await page.getByRole('region', { name: 'Notices' }).getByRole('button').count(), 0);
  });
}

/** How long the page waits for a sign of its engine's life, milliseconds. */
const PATIENCE = 1_000 * declared('ui/engine.rs', /^const PATIENCE: Duration = Duration::from_secs\((\d+)\);$/m);

/** Has the page miss a dead engine in a third of the time. */
const hurried = (page) =>
  page.addInitScript((patience) => {
    const plain = setTimeout;
    globalThis.setTimeout = (task, delay, ...rest) => plain(task, delay === patience ? patience / 3 : delay, ...rest);
  }, PATIENCE);

/** Ends the engine and its helpers, of which the page is not told. */
const kill = (page) => Promise.allSettled(page.workers().map((worker) => worker.evaluate(() => self.close())));

test('an engine that dies is replaced', async () => {
  const page = await open('', { prepare: hurried });
  await settled(page);
  const before = await odds(page).innerText();
  await kill(page);
  await slider(page, 'Cash at the start').focus();
  await page.keyboard.press('End');
  await eventually(async () => assert.notEqual(await odds(page).innerText(), before)).catch(() => {});
  await settled(page);
  assert.notEqual(await odds(page).innerText(), before);
});

test('a plan search whose engine dies is begun again and finds a plan', { timeout: 2 * LONG }, async () => {
  const page = await open();
  await settled(page);
  const shown = await panel(page, 'What to do');
  await shown.getByRole('button', { name: 'Search plans' }).click({ timeout: 30_000 });
  await shown.getByRole('progressbar', { name: 'Plan search' }).waitFor({ timeout: LONG });
  await kill(page);
  await shown.getByRole('button', { name: 'Take this plan' }).first().waitFor({ timeout: LONG });
});

test('what was said in the panels is there again behind an engine in the place of a dead one', { timeout: 2 * LONG }, async () => {
  const page = await open('', { prepare: hurried });
  await settled(page);
  const matters = await panel(page, 'What matters');
  await matters.locator('select[name=question]').selectOption('arr', { timeout: 30_000 });
  const shown = await panel(page, 'What to do');
  const bound = shown.locator('input[name=first-bound]');
  await bound.fill('70 %', { timeout: 30_000 });
  await shown.getByRole('button', { name: 'Search plans' }).click();
  await shown.getByRole('progressbar', { name: 'Plan search' }).waitFor({ timeout: LONG });
  const week = shown.getByRole('textbox', { name: 'It strikes in week' });
  await week.fill('9');
  await week.press('Enter');
  await shown.getByRole('table', { name: /strikes in week 9$/ }).waitFor();
  await bound.evaluate((field) => (field.dataset.old = 'yes'));
  await kill(page);
  // All of the panel is sent by the next one.
  await shown.locator('input[name=first-bound]:not([data-old])').waitFor({ timeout: LONG });
  await eventually(async () => assert.equal(await bound.inputValue(), '70 %'));
  assert.equal(await week.inputValue(), '9');
  await shown.getByRole('progressbar', { name: 'Plan search' }).waitFor({ timeout: LONG });
  await panel(page, 'What matters');
  await eventually(async () => assert.equal(await matters.locator('select[name=question]').inputValue(), 'arr'));
});

/** Keeps what the page says to its engine, and holds back messages to it of a kind from `hold` until `letGo`. */
const listen = (page) =>
  page.addInitScript(() => {
    globalThis.said = [];
    globalThis.held = [];
    let kept;
    const Plain = Worker;
    globalThis.Worker = class extends Plain {
      constructor(...all) {
        super(...all);
        this.addEventListener('message', (event) => {
          if (event.data[0] === kept) {
            event.stopImmediatePropagation();
            held.push(() => this.dispatchEvent(new MessageEvent('message', { data: event.data })));
          }
        });
      }
      postMessage(message, ...rest) {
        said.push(message);
        return super.postMessage(message, ...rest);
      }
    };
    globalThis.hold = (kind) => {
      kept = kind;
    };
    globalThis.letGo = () => {
      kept = undefined;
      for (const deliver of held.splice(0)) deliver();
    };
  });

test('a number that is typed and a slider that is pressed after it are both kept, each as a step', async () => {
  const page = await open('', { prepare: listen });
  await atRest(page);
  const shown = await panel(page, 'Uncertainty');
  await shown.getByText(/uncertain inputs/).click({ timeout: 30_000 });
  const low = shown.getByRole('textbox', { name: 'Word-of-mouth signups: low' });
  const input = slider(page, 'Market size');
  const { x, y, width } = await thumb(input);
  const before = await spoken(input);
  await page.evaluate(() => hold('apply'));
  await low.fill('0.1');
  await low.press('Enter');
  await page.waitForFunction(() => held.length > 0);
  await page.mouse.move(x + width / 4, y);
  await page.mouse.down();
  await eventually(async () => assert.notEqual(await spoken(input), before));
  const pressed = await spoken(input);
  // What came of the number comes while the button is down.
  await page.evaluate(() => letGo());
  assert.equal(await spoken(input), pressed);
  assert.doesNotMatch(hash(page), /uncertain\./);
  await page.mouse.up();
  await eventually(() => assert.match(hash(page), /uncertain\.growth\.viral=0\.1:/));
  assert.equal(await spoken(input), pressed);
  assert.match(hash(page), /growth\.market=/);
  await page.goBack();
  await eventually(() => assert.doesNotMatch(hash(page), /uncertain\./));
  assert.match(hash(page), /growth\.market=/);
  await page.goBack();
  await eventually(() => assert.doesNotMatch(hash(page), /growth\.market=/));
});

test('a panel is asked about the plan on the page, whatever is still under way', async () => {
  const page = await open('', { prepare: listen });
  await settled(page);
  const shown = await panel(page, 'What to do');
  const search = shown.getByRole('button', { name: 'Search plans' });
  await search.waitFor({ timeout: 30_000 });
  await page.evaluate(() => hold('bands'));
  await slider(page, 'Market size').focus();
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('ArrowRight');
  await eventually(() => assert.match(hash(page), /growth\.market=/));
  await search.click();
  const [link, asked] = await page.evaluate(() => {
    const at = said.findLastIndex(([kind]) => kind === 'panel');
    return [said.slice(0, at).findLast(([kind]) => kind === 'show')[2], said[at].at(-1)];
  });
  assert.match(asked, /search=start/);
  assert.equal(link, hash(page).slice(1).replace(/&view=.*/, ''));
  await page.evaluate(() => letGo());
  await settled(page);
});

test('what a panel is asked while its engine lies dead is done by the next one', async () => {
  const page = await open('#v=1&finance.cash=1500000', { prepare: (page) => Promise.all([listen(page), hurried(page)]) });
  await settled(page);
  const shown = await panel(page, 'What to do');
  const use = shown.getByRole('button', { name: 'Use this value' });
  await use.waitFor({ timeout: LONG });
  await page.evaluate(() => hold('bands'));
  await slider(page, 'Market size').focus();
  for (const key of ['ArrowRight', 'ArrowLeft']) await page.keyboard.press(key);
  await page.waitForFunction(() => held.length > 0);
  await use.waitFor({ timeout: LONG });
  await kill(page);
  await use.click();
  // What it said before then is no answer.
  await page.evaluate(() => letGo());
  // It is missed after two looks at it.
  await page.waitForURL(/finance\.raise=/, { timeout: LONG });
});

test('an engine that reports two errors at once is replaced by one that lives', async () => {
  const page = await open('', { expectedErrors: [/on purpose/] });
  await settled(page);
  const fail = () => {
    for (let times = 0; times < 2; times += 1) {
      setTimeout(() => {
        throw new Error('on purpose');
      });
    }
  };
  await Promise.allSettled(page.workers().map((worker) => worker.evaluate(fail)));
  const before = await odds(page).innerText();
  await slider(page, 'Cash at the start').focus();
  await page.keyboard.press('End');
  await eventually(async () => assert.notEqual(await odds(page).innerText(), before)).catch(() => {});
  await settled(page);
  assert.notEqual(await odds(page).innerText(), before);
  assert.equal(await page.getByRole('region', { name: 'Notices' }).getByRole('button').count(), 0);
});

test('while no engine is there, nothing is said of the futures of an earlier plan', async () => {
  const page = await open('', { prepare: hurried, expectedErrors: [/Failed to load resource/, /Failed to fetch/] });
  await settled(page);
  await page.context().route('**/engine-*', (route) => route.abort());
  await kill(page);
  const notices = page.getByRole('region', { name: 'Notices' });
  await notices.getByText(/could not be loaded/).waitFor({ timeout: LONG });
  // Of the plan as it stands they are still true.
  assert.match(await odds(page).innerText(), /possible futures/);
  await slider(page, 'Cash at the start').focus();
  await page.keyboard.press('End');
  await eventually(async () => assert.equal(await odds(page).count(), 0));
  await page.context().unroute('**/engine-*');
  await panel(page, 'Uncertainty');
  await settled(page);
});

/** Keeps a sum of all numbers of each whole answer of the page's engine as it arrives. */
const keepForecasts = (page) =>
  page.addInitScript(() => {
    globalThis.forecasts = [];
    const Plain = Worker;
    globalThis.Worker = class extends Plain {
      constructor(...all) {
        super(...all);
        this.addEventListener('message', ({ data: [kind, , done, runs, , numbers] }) => {
          if (kind === 'bands' && done === runs) forecasts.push(numbers.reduce((sum, number) => sum + number, 0));
        });
      }
    };
  });

/** The time that the page's thread has worked from each frame to the next, in milliseconds, by the browser's trace of
 * what `during` does. That is not the time that passed: others have the processor as well. */
async function framesOf(page, during) {
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: ['devtools.timeline'] });
  await during();
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const frames = traceEvents.filter(({ name }) => name === 'FireAnimationFrame').sort((a, b) => a.ts - b.ts);
  assert.equal(new Set(frames.map(({ pid, tid }) => `${pid} ${tid}`)).size, 1, 'one thread');
  return frames.slice(1).map(({ tts }, place) => (tts - frames[place].tts) / 1000);
}

test('while a slider is dragged for five seconds with bands on, no frame takes over 50 ms', async (t) => {
  const page = await open('', { prepare: keepForecasts });
  await settled(page);
  const input = slider(page, 'Word-of-mouth signups');
  const from = await thumb(input);
  await input.evaluate((input) => {
    const seen = { values: [], tasks: [], frames: [] };
    forecasts.length = 0;
    input.addEventListener('input', () => seen.values.push(input.value));
    const note = (entries) => seen.tasks.push(...entries.map(({ duration }) => duration));
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type: 'longtask' });
    const frame = (time) => {
      seen.frames.push(time);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    globalThis.lookBack = () => {
      note(observer.takeRecords());
      const changes = seen.values.filter((value, place) => value !== seen.values[place - 1]).length;
      return { ...seen, changes, answers: forecasts.length, different: new Set(forecasts).size };
    };
  });
  const worked = await framesOf(page, () =>
    drag(page, from, { x: 100 }, async () => {
      const start = Date.now();
      // A machine that others keep busy has its five seconds, and as long again as it needs to have seen enough.
      for (let step = 0, enough = false; !enough; step++) {
        await page.mouse.move(from.x + 100 * Math.sin(step / 25), from.y);
        const passed = Date.now() - start;
        const seen = passed > 5_000 && (await page.evaluate(() => lookBack()));
        enough = passed > 60_000 || (seen.changes >= 100 && seen.different >= 50);
      }
    }),
  );
  const { changes, answers, different, tasks, frames } = await page.evaluate(() => lookBack());
  const gaps = frames.slice(1).map((time, place) => time - frames[place]);
  const longest = (times) => Math.max(...times).toFixed(0);
  t.diagnostic(`${changes} values; ${answers} forecasts, ${different} of them different`);
  t.diagnostic(`${worked.length} frames, of at most ${longest(worked)} ms of work, at most ${longest(gaps)} ms apart`);
  // What the browser calls a long task is one of 50 ms by the clock, whoever had the processor meanwhile.
  t.diagnostic(`long tasks by the clock: ${tasks.join(', ') || 'none'}`);
  assert.ok(changes >= 100, `the slider moved ${changes} times`);
  assert.ok(different >= 50, `${different} different forecasts`);
  assert.ok(worked.length >= 100 && worked.some((time) => time > 1), 'frames were looked at');
  assert.deepEqual(worked.filter((time) => !(time <= 50)), []);
});
