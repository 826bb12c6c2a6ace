// Times ensembles natively beside numpy, and in WebAssembly beside the native ones, in alternating
// rounds.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { goldenPath } from './agreement.mjs';
import { launch, openWith } from './chromium.mjs';

const ROUNDS = 7;
const RUNS = 10_000;

const built = (name) => fileURLToPath(new URL(`../target/bench/${name}`, import.meta.url));
const execute = (program, words) => execFileSync(program, words.map(String), { encoding: 'utf8' });
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** The Python that has numpy: the first of those that systems have. Nothing if none has. */
function python() {
  return ['python3', '/usr/bin/python3'].find((program) => {
    try {
      execFileSync(program, ['-c', 'import numpy'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * Seconds of an ensemble natively and in a headless browser, of the bare runs in numpy, and the
 * ratios of each round. `numpy` is missing where it is not installed.
 */
export async function measureEnsemble() {
  const native = readFileSync(built('ensemble.path'), 'utf8').trim();
  const inputs = [goldenPath('parameters.csv'), goldenPath('initiatives.csv')];
  const script = fileURLToPath(new URL('ensemble.py', import.meta.url));
  const numpy = python();
  if (numpy) execute(numpy, [script, 'check', ...inputs, goldenPath('realistic.csv')]);
  const browser = await launch();
  try {
    const page = await openWith(browser, {
      '/wasm/recurrence.js': built('wasm/recurrence.js'),
      '/wasm/recurrence_bg.wasm': built('wasm/recurrence_bg.wasm'),
    });
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push({
        native: Number(execute(native, [RUNS])),
        numpy: numpy ? Number(execute(numpy, [script, 'time', ...inputs, RUNS, 3])) : NaN,
        wasm: await page.evaluate(timeEnsemble, RUNS),
        thousand: await page.evaluate(timeEnsemble, 1000),
        everything: Number(execute(native, [RUNS, 'everything'])),
      });
    }
    const of = (read) => median(rounds.map(read));
    return {
      native: of((round) => round.native),
      numpy: numpy && of((round) => round.numpy),
      againstNumpy: numpy && of((round) => round.native / round.numpy),
      wasm: of((round) => round.wasm),
      wasmAgainstNative: of((round) => round.wasm / round.native),
      thousand: of((round) => round.thousand),
      everything: of((round) => round.everything),
    };
  } finally {
    await browser.close();
  }
}

// Inside the page.
async function timeEnsemble(runs) {
  const { default: start, Bench } = await import('/wasm/recurrence.js');
  await start();
  const bench = new Bench('realistic');
  const times = Array.from({ length: 5 }, () => {
    const before = performance.now();
    bench.ensemble(runs);
    return (performance.now() - before) / 1000;
  });
  return times.sort((a, b) => a - b)[2];
}
