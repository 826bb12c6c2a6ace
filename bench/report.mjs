// Prints how fast the model and the page are, as a table. `bench/run` builds what is timed here.
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

if (part !== 'page') {
  compare('52-week run, native, against C', measureNatively(), 1.5);
  compare('52-week run, WebAssembly, against JavaScript', await measureInBrowser(), 0.6);
}
if (part !== 'model') {
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
