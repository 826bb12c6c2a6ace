// Prints how fast the model and the page are, as a table. `bench/run` builds what is timed here.
import { measureEnsemble } from './ensemble.mjs';
import { measureInBrowser, measureNatively } from './model.mjs';
import { SCREENS, measurePage } from './page.mjs';

const part = process.argv[2] ?? 'all';

const micro = (nanoseconds) => `${(nanoseconds / 1000).toFixed(2)} µs`;
const milli = (milliseconds) => `${milliseconds.toFixed(1)} ms`;

const lines = [['', 'here', 'baseline', 'ratio', 'aim', '']];
const verdict = (value, aim) => (value <= aim ? 'met' : 'missed');

function compare(what, { here, baseline, ratio }, aim) {
  lines.push([what, micro(here), micro(baseline), ratio.toFixed(2), `≤ ${aim}`, verdict(ratio, aim)]);
}

if (part !== 'page' && part !== 'ensemble') {
  compare('52-week run, native, against C', measureNatively(), 1.5);
  compare('52-week run, WebAssembly, against JavaScript', await measureInBrowser(), 0.6);
}
if (part !== 'page' && part !== 'model') {
  const times = await measureEnsemble();
  const row = (what, here, baseline, ratio, aim) => lines.push([what, milli(here * 1000),
    baseline ? milli(baseline * 1000) : '', ratio ? ratio.toFixed(2) : '', aim ? `≤ ${aim}` : '',
    ratio ? verdict(ratio, aim) : '']);
  if (times.numpy) {
    row('10,000 runs with percentiles, native, against bare runs in numpy', times.native, times.numpy, times.againstNumpy, 0.5);
  } else {
    console.error('bench: no numpy for python3: ensembles stand beside nothing (apt-get install python3-numpy)');
    row('10,000 runs with percentiles, native', times.native);
  }
  row('the same in WebAssembly, against native', times.wasm, times.native, times.wasmAgainstNative, 1.5);
  lines.push(['1,000 runs with percentiles, WebAssembly', milli(times.thousand * 1000), '', '', '≤ 25 ms',
    verdict(times.thousand, 0.025)]);
  row('10,000 runs with targets, phases and causes as well, native', times.everything);
}
if (part !== 'model' && part !== 'ensemble') {
  for (const screen of SCREENS) {
    const { steps, percentile95, median } = await measurePage(screen);
    const what = `slider to ${screen.what}, CPU ÷ 4`;
    lines.push([`${what}: 95th percentile of ${steps}`, milli(percentile95), '', '', '≤ 16 ms',
      verdict(percentile95, 16)]);
    lines.push([`${what}: median`, milli(median), '', '', '', '']);
  }
}

const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
for (const line of lines) {
  const cells = line.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[column])));
  console.log(cells.join('  ').trimEnd());
}
