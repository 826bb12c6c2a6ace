// Times a run of the model beside its baselines, in alternating rounds, after both have shown that
// they agree with the golden runs.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { GOLDEN_RUNS, agree, goldenPath, readGolden, table } from './agreement.mjs';
import { launch, openWith } from './chromium.mjs';
import { SERIES } from './recurrence.js';

const ROUNDS = 15;
const RUNS_A_ROUND = 10_000;

const built = (name) => fileURLToPath(new URL(`../target/bench/${name}`, import.meta.url));
const execute = (program, words = []) => execFileSync(program, words, { encoding: 'utf8' });

export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** The medians of both, and of the ratios of each round: what disturbs one disturbs the other. */
function summary(rounds) {
  return {
    here: median(rounds.map((round) => round.here)),
    baseline: median(rounds.map((round) => round.baseline)),
    ratio: median(rounds.map((round) => round.here / round.baseline)),
  };
}

/** Nanoseconds a run natively, beside C. */
export function measureNatively() {
  const baseline = built('baseline');
  const native = readFileSync(built('native.path'), 'utf8').trim();
  const inputs = [goldenPath('parameters.csv'), goldenPath('initiatives.csv')];
  for (const { file, preset, moved } of GOLDEN_RUNS) {
    const settings = Object.entries(moved).map(([key, value]) => `${key}=${value}`);
    agree('C', file, table(execute(baseline, ['csv', ...inputs, preset, ...settings])));
  }
  const rounds = Array.from({ length: ROUNDS }, () => ({
    here: Number(execute(native)),
    baseline: Number(execute(baseline, ['time', ...inputs])),
  }));
  return summary(rounds);
}

/** Nanoseconds a run in WebAssembly, beside JavaScript, in a headless browser. */
export async function measureInBrowser() {
  const browser = await launch();
  try {
    const page = await openWith(browser, {
      '/recurrence.js': new URL('recurrence.js', import.meta.url),
      '/wasm/recurrence.js': built('wasm/site/recurrence.js'),
      '/wasm/recurrence_bg.wasm': built('wasm/site/recurrence_bg.wasm'),
    });
    const tables = [table(readGolden('parameters.csv')), table(readGolden('initiatives.csv'))];
    for (const { file, preset, moved } of GOLDEN_RUNS) {
      const both = await page.evaluate(runOnce, { tables, preset, moved });
      for (const [who, numbers] of Object.entries(both)) agree(who, file, rowsOf(numbers));
    }
    const options = { tables, rounds: ROUNDS, runs: RUNS_A_ROUND };
    return summary(await page.evaluate(timeBoth, options));
  } finally {
    await browser.close();
  }
}

function rowsOf(numbers) {
  return Array.from({ length: numbers.length / SERIES.length }, (_, week) =>
    Object.fromEntries(SERIES.map((key, index) => [key, numbers[week * SERIES.length + index]])));
}

// Inside the page.

async function runOnce({ tables, preset, moved }) {
  const { run, readInputs, SERIES: series } = await import('/recurrence.js');
  const { default: start, Bench } = await import('/wasm/recurrence.js');
  await start();
  const out = new Float64Array(520 * series.length);
  const weeks = run(readInputs(...tables, preset.replace('-', '_'), moved), out);
  const bench = new Bench(preset);
  for (const [key, value] of Object.entries(moved)) bench.set(key, value);
  return { JavaScript: [...out.subarray(0, weeks * series.length)], WebAssembly: [...bench.rows()] };
}

async function timeBoth({ tables, rounds, runs }) {
  const { run, readInputs, SERIES: series } = await import('/recurrence.js');
  const { default: start, Bench } = await import('/wasm/recurrence.js');
  await start();
  const inputs = readInputs(...tables, 'realistic');
  const out = new Float64Array(52 * series.length);
  const bench = new Bench('realistic');
  const { viral } = inputs.growth;
  const time = (work) => {
    const before = performance.now();
    work();
    return ((performance.now() - before) * 1e6) / runs;
  };
  const baseline = () => {
    for (let i = 0; i < runs; i++) {
      inputs.growth.viral = viral - 1e-6 * i;
      run(inputs, out);
    }
  };
  const here = () => bench.runs(runs, viral);
  // Both are compiled by the best compiler of the engine before they count.
  for (let warm = 0; warm < 5; warm++) {
    baseline();
    here();
  }
  return Array.from({ length: rounds }, () => ({ here: time(here), baseline: time(baseline) }));
}
