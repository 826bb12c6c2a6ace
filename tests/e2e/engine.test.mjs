// The engine by itself: messages to it and from it, with and without workers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declared } from './declared.mjs';
import { open } from './harness.mjs';
import { native } from './native.mjs';
import { eventually, slider, verdict } from './page.mjs';

/** What both sides say first. */
const VERSION = declared('protocol.rs', /^pub const VERSION: u32 = (\d+);$/m);
/** The seed of every ensemble of the page. */
const SEED = declared('insight/mod.rs', /^pub const SEED: u64 = (\d+);$/m);
const LINK = 'v=1&team.scaling=0.55';
const OTHER_LINK = 'v=1&preset=as-written';

const ENGINE = '**/engine-*.js';
const HELPER = 'headroom-helper';

/**
 * Opens the page and an engine of its own beside it, `engine`, whose messages are kept in order.
 * `before` is a script that the engine, not its helpers, runs before its own.
 */
async function openEngine({ before = '', withoutWorkers = false } = {}) {
  const page = await open('', {
    prepare: async (page) => {
      if (before) {
        const script = `if (self.name !== '${HELPER}') { ${before} }`;
        await page.context().route(ENGINE, async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, body: `${script}\n${await response.text()}` });
        });
      }
      if (withoutWorkers) await page.addInitScript(() => delete globalThis.Worker);
    },
  });
  await page.evaluate(async () => {
    const { engineScript } = document.querySelector('script[data-engine-script]').dataset;
    const url = new URL(engineScript, document.baseURI);
    let port;
    if (typeof Worker === 'function') {
      port = new Worker(url, { type: 'module' });
      port.onerror = (event) => console.error(`engine: ${event.message}`);
    } else {
      const channel = new MessageChannel();
      port = channel.port1;
      (await import(url)).connect(channel.port2);
    }
    const heard = [];
    let wake = () => {};
    port.onmessage = ({ data }) => {
      heard.push(data);
      wake();
    };
    globalThis.engine = {
      heard,
      post: (...message) => port.postMessage(message),
      /** Resolves to the first message that `is` says yes to, heard already or still to come. */
      async find(is) {
        for (let place = 0; ; place += 1) {
          while (place >= heard.length) {
            await new Promise((resolve, reject) => {
              wake = resolve;
              setTimeout(() => reject(new Error(`nothing after ${JSON.stringify(heard.at(-1))}`)), 15_000);
            });
          }
          if (is(heard[place])) return heard[place];
        }
      },
      /** Resolves to all bands of a request once its runs are done. */
      async bands(id) {
        await this.find(([kind, of, done, all]) => kind === 'bands' && of === id && done === all);
        return heard.filter(([kind, of]) => kind === 'bands' && of === id);
      },
    };
  });
  return page;
}

/** Every bit of the last bands of a request for so many runs. */
const bits = (page, id, runs) =>
  page.evaluate(
    async ([id, link, other, runs]) => {
      engine.post('show', id, link, [other], runs);
      const bands = await engine.bands(id);
      const [, , , , weeks, numbers, notes] = bands.at(-1);
      const digest = await crypto.subtle.digest('SHA-256', numbers);
      const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16)).join(' ');
      return { weeks, length: numbers.length, hex, notes, told: bands.map(([, , done]) => done) };
    },
    [id, LINK, OTHER_LINK, runs],
  );

// As many helpers as this, wherever the tests run.
const THREADS = 5;
const WITH_HELPERS = `
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: ${THREADS} });
  const Plain = Worker;
  let helpers = 0;
  const answers = new Set();
  self.Worker = class extends Plain {
    constructor(...all) {
      super(...all);
      const number = (helpers += 1);
      this.addEventListener('message', ({ data }) => data.length > 0 && answers.add(number));
    }
  };
  self.addEventListener('message', ({ data }) => {
    if (data[0] === 'count helpers') self.postMessage(['helpers', helpers, answers.size]);
  });`;

const helpers = (page) =>
  page.evaluate(async () => {
    engine.post('count helpers');
    const [, started, heard] = await engine.find(([kind]) => kind === 'helpers');
    return { started, heard };
  });

/** What the notes say of each phase: weeks that it may slip, a sentence about them, and a drawing. */
const ofPhases = (notes) => [2, 5, 8].map((first) => notes.slice(first, first + 3));

test('the engine says its version first, then streams bands from few runs to all', async () => {
  const page = await openEngine();
  assert.deepEqual(await page.evaluate(() => engine.find(() => true)), ['ready', VERSION]);
  const { weeks, length, notes, told } = await bits(page, 7, 20_000);
  assert.equal(weeks, 52);
  assert.equal(length % (4 * weeks), 0);
  assert.equal(told.at(-1), 20_000);
  assert.ok(told[0] >= 500 && told[0] < 2_000, `first at ${told[0]}`);
  assert.ok(told.length > 2, 'bands sharpen');
  assert.deepEqual(told, [...told].sort((a, b) => a - b));
  const [survival, error] = notes.map(Number);
  assert.ok(survival >= 0 && survival <= 1 && error > 0 && error < 0.02);
  for (const [tolerance, sentence, drawing] of ofPhases(notes)) {
    assert.match(tolerance, /^[−\d]+( to [−\d]+)?$/);
    assert.ok(sentence.includes(`it may slip ${tolerance} weeks`), sentence);
    assert.ok(drawing.includes('<svg') && drawing.includes(sentence), drawing);
  }
});

test('the newest request wins and the one before is cancelled', async () => {
  const page = await openEngine();
  const heard = await page.evaluate(
    async ([link, other]) => {
      engine.post('show', 1, link, [other], 100_000);
      await engine.find(([kind]) => kind === 'bands');
      engine.post('show', 2, other, [link], 500);
      await engine.bands(2);
      engine.post('show', 3, link, [other], 2_000);
      await engine.bands(3);
      return engine.heard.filter(([kind]) => kind === 'bands').map(([, id, done, all]) => [id, done, all]);
    },
    [LINK, OTHER_LINK],
  );
  const ids = heard.map(([id]) => id);
  assert.deepEqual(ids, [...ids].sort(), 'nothing of a request after a newer one');
  assert.ok(heard.every(([id, done, all]) => id !== 1 || done < all), 'the first was cut short');
});

const RUNS = 12_000;
let alone;

test('helpers share the work and come to the same bits as the engine alone', async () => {
  alone = await bits(await openEngine(), 1, RUNS);
  const page = await openEngine({ before: WITH_HELPERS });
  const together = await bits(page, 1, RUNS);
  assert.equal(together.hex, alone.hex);
  assert.deepEqual(together.notes, alone.notes);
  const { started, heard } = await helpers(page);
  assert.equal(started, THREADS - 2);
  assert.ok(heard > 0, 'somebody helped');
});

// The same plan as the page's link says it and as the command line is told it.
const PLANS = [
  { link: LINK, runs: 5_000, options: ['--set', 'team.scaling=0.55'] },
  { link: `${OTHER_LINK}&risk.rival=0.65`, runs: 5_000, options: ['--preset', 'as-written', '--set', 'risk.rival=0.65'] },
  // As few as while a slider moves, and no whole number of blocks.
  { link: LINK, runs: 500, options: ['--set', 'team.scaling=0.55'] },
];

for (const [place, { link, runs, options }] of PLANS.entries()) {
  test(`${runs} futures of ${link} are those of the native program, to the bit`, async () => {
    const same = [...options, '--runs', String(runs), '--seed', String(SEED)];
    const [header, ...lines] = native('ensemble', ...same, '--format', 'csv').trim().split('\n');
    assert.equal(header, 'week,series,p10,p50,p90,mean');
    const rows = lines.map((line) => line.split(','));
    const odds = JSON.parse(native('ensemble', ...same, '--format', 'json'));

    const page = await openEngine();
    const { weeks, numbers, notes } = await page.evaluate(
      async ([id, link, runs]) => {
        engine.post('show', id, link, [], runs);
        const [, , , , weeks, numbers, notes] = (await engine.bands(id)).at(-1);
        return { weeks, numbers: Array.from(numbers), notes };
      },
      [place + 1, link, runs],
    );
    assert.equal(weeks, odds.weeks);
    const count = rows.length / weeks;
    assert.equal(numbers.length, 4 * rows.length);
    // Weeks one after the other there, series here; both write the shortest text that is the number, to its bit.
    for (const [at, [week, series, ...values]] of rows.entries()) {
      const first = (at % count) * 4 * weeks + Number(week) - 1;
      const here = values.map((_, kind) => numbers[first + kind * weeks]);
      assert.deepEqual(here, values.map(Number), `${series} in week ${week}`);
    }
    assert.deepEqual(notes.slice(0, 2).map(Number), [odds.survival.odds, odds.survival.standard_error]);
    const slips = odds.phases.map(({ slip_tolerance_weeks: { p10, p90 } }) =>
      p10 === null ? '' : [...new Set([p10, p90])].join(' to ').replaceAll('-', '−'),
    );
    // While a slider moves there is no time for those.
    assert.deepEqual(ofPhases(notes).map(([tolerance]) => tolerance), runs === 500 ? slips.map(() => '') : slips);
  });
}

/** Has this done instead of giving a helper its first part. */
const inItsPlace = (deed) => `
  const post = Worker.prototype.postMessage;
  let lost = false;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (lost || !Array.isArray(message)) return post.call(this, message, ...rest);
    lost = true;
    ${deed}
  };`;

// How helpers are lost. Each is given a part first.
const LOSSES = [
  {
    what: 'is killed at its first part',
    script: inItsPlace('post.call(this, message, ...rest); this.terminate();'),
  },
  {
    what: 'reports an error',
    script: inItsPlace(`setTimeout(() => this.onerror(new ErrorEvent('error', { cancelable: true })));`),
  },
  {
    what: 'answers with nonsense',
    script: inItsPlace(`setTimeout(() =>
      this.onmessage(new MessageEvent('message', { data: [message[0], new Uint8Array(9)] })));`),
  },
];

for (const { what, script } of LOSSES) {
  test(`a helper that ${what} is replaced and nothing is lost`, async () => {
    alone ??= await bits(await openEngine(), 1, RUNS);
    const page = await openEngine({ before: `${WITH_HELPERS}\n${script}` });
    assert.equal((await bits(page, 1, RUNS)).hex, alone.hex);
    // When it was missed there may have been too little left to do for a successor.
    assert.equal((await bits(page, 2, RUNS)).hex, alone.hex);
    const { started } = await helpers(page);
    assert.equal(started, THREADS - 2 + 1);
  });
}

/** The tornado of the odds of survival as the engine's panel shows it once all of its trials have been done. The ensemble
 * beside it is too small for helpers. */
const tornado = (page) =>
  page.evaluate(
    async ([link, other]) => {
      engine.post('show', 1, link, [other], 500);
      engine.post('panel', 'matters', 1, '');
      engine.post('panel', 'matters', 2, 'part=figure&question=odds%3Asurvive');
      const shown = ([kind, id, html]) =>
        kind === 'html' && id === 'insight-matters-tornado' && /±/.test(html) && !/class="old"/.test(html);
      return (await engine.find(shown))[2];
    },
    [LINK, OTHER_LINK],
  );

for (const { what, script } of [{ script: '' }, ...LOSSES]) {
  test(`helpers do trials of a study and it comes to the same${what ? `, though one ${what}` : ''}`, async () => {
    const shown = await tornado(await openEngine());
    const page = await openEngine({ before: `${WITH_HELPERS}\n${script}` });
    assert.equal(await tornado(page), shown);
    const { started, heard } = await helpers(page);
    assert.ok(started >= THREADS - 2 && heard > 0, `${heard} of ${started} helpers did something`);
  });
}

test('without workers the engine runs in the page and comes to the same bits', async () => {
  alone ??= await bits(await openEngine(), 1, RUNS);
  const page = await openEngine({ withoutWorkers: true });
  assert.equal((await bits(page, 1, RUNS)).hex, alone.hex);
});

test('a page of another version is told to reload and nothing else', async () => {
  const page = await openEngine();
  const heard = await page.evaluate(
    async ([version, link]) => {
      engine.post('hello', version);
      engine.post('show', 1, link, [], 500);
      engine.post('panel', 'matters', 1, '');
      await engine.find(([kind]) => kind === 'trouble');
      // Long enough for an answer, had there been one.
      const other = new MessageChannel();
      for (let hop = 0; hop < 100; hop += 1) {
        await new Promise((resolve) => {
          other.port1.onmessage = resolve;
          other.port2.postMessage(null);
        });
      }
      return engine.heard;
    },
    [VERSION + 1, LINK],
  );
  assert.deepEqual(heard.map(([kind]) => kind), ['ready', 'trouble']);
  assert.match(heard[1][1], /reload the page/);
});

test('an impossible number of runs is trouble that names the limits', async () => {
  const page = await openEngine();
  const trouble = await page.evaluate(async ([link, version]) => {
    engine.post('hello', version);
    engine.post('show', 1, link, [], 0);
    return (await engine.find(([kind]) => kind === 'trouble'))[1];
  }, [LINK, VERSION]);
  assert.match(trouble, /1 to 1000000 runs, not 0/);
});

test('a panel that was asked says so once all that came of it has been said', async () => {
  const page = await openEngine();
  const { kinds, parts, keys } = await page.evaluate(async (plan) => {
    // What was said before a form proves nothing of it.
    engine.post('show', 1, plan, [], 500);
    await engine.bands(1);
    engine.post('panel', 'decide', 1, '');
    await engine.find(([kind, number]) => kind === 'panel' && number === 1);
    const from = engine.heard.length;
    engine.post('panel', 'decide', 2, 'part=goal&use=finance.cash%3D900000');
    await engine.find(([kind, number]) => kind === 'panel' && number === 2);
    const since = engine.heard.slice(from);
    const kinds = since.map(([kind]) => kind).filter((kind) => kind === 'apply' || kind === 'panel');
    const [, parts, , keys] = since.find(([kind]) => kind === 'apply');
    return { kinds, parts, keys };
  }, LINK);
  assert.deepEqual(kinds, ['apply', 'panel']);
  // Of the plan only what was changed.
  assert.equal(parts, 'finance.cash=900000');
  assert.match(keys, /^finance\.cash(&compare)?$/);
});

test('a panel is answered while an ensemble is under way', async () => {
  const page = await openEngine();
  const kinds = await page.evaluate(
    async ([link, other]) => {
      engine.post('show', 1, link, [other], 100_000);
      engine.post('panel', 'matters', 1, '');
      await engine.find(([kind, id]) => kind === 'html' && id === 'insight-matters');
      const isUnderWay = !engine.heard.some(([kind, , done, all]) => kind === 'bands' && done === all);
      engine.post('stop', 'matters');
      return isUnderWay;
    },
    [LINK, OTHER_LINK],
  );
  assert.equal(kinds, true);
});

for (const files of [ENGINE, '**/engine-*.wasmz']) {
  test(`while ${files} does not arrive, the page says so once, works, and tries again`, async () => {
    let tries = 0;
    let isThere = false;
    const page = await open('', {
      expectedErrors: [/Failed to load resource/, /Failed to fetch/],
      prepare: (page) =>
        page.context().route(files, (route) => {
          tries += 1;
          return isThere ? route.continue() : route.abort();
        }),
    });
    const told = page.getByRole('region', { name: 'Notices' }).getByText(/could not be loaded/);
    await told.waitFor();
    const before = await verdict(page);
    await slider(page, 'Cash at the start').focus();
    await page.keyboard.press('End');
    await eventually(async () => assert.notEqual(await verdict(page), before));

    assert.equal(tries, 1);
    const panel = page.getByRole('tabpanel', { name: 'Uncertainty' });
    await page.getByRole('tab', { name: 'Uncertainty' }).click();
    await eventually(() => assert.equal(tries, 2));
    // As when a connection comes back, which counts once the page knows of the failure before.
    const reconnect = async () => {
      await page.context().setOffline(true);
      await page.context().setOffline(false);
    };
    await eventually(async () => {
      if (tries === 2) await reconnect();
      assert.equal(tries, 3);
    });
    assert.equal(await told.count(), 1);

    isThere = true;
    // It counts only once the page knows of the third failure, and another loss would cut the fourth try short.
    const futures = page.getByText(/possible futures/);
    for (let left = 3; ; left -= 1) {
      await reconnect();
      try {
        await futures.waitFor({ timeout: 8_000 });
        break;
      } catch (error) {
        if (left === 0) throw error;
      }
    }
    assert.ok(tries > 3);
    await panel.getByText(/of the futures survive/).waitFor({ timeout: 30_000 });
    // What was said of it is over.
    await told.waitFor({ state: 'detached' });
  });
}
