// Whether a run agrees with one that was judged right: in every series and week,
// |a − b| ≤ 1e−9·max(|b|, s), s the largest |value| of the series, and at least the largest cost
// for cash and burn.
import { readFileSync } from 'node:fs';

const golden = (name) => new URL(`../tests/native/golden/${name}`, import.meta.url);

/** The rows of a CSV file of numbers or words, as objects keyed by its header. */
export function table(text) {
  const [header, ...lines] = text.trim().split('\n').map((line) => line.split(','));
  return lines.map((cells) => Object.fromEntries(header.map((key, index) => [key, cells[index]])));
}

/** A file of the golden data. */
export const readGolden = (name) => readFileSync(golden(name), 'utf8');

/** Where a file of the golden data is. */
export const goldenPath = (name) => golden(name).pathname;

/** The golden runs: the file, the preset, and what is moved from it. */
export const GOLDEN_RUNS = [
  { file: 'realistic.csv', preset: 'realistic', moved: {} },
  { file: 'as-written.csv', preset: 'as-written', moved: {} },
  {
    file: 'moved.csv',
    preset: 'realistic',
    moved: {
      'run.weeks': 104,
      'team.scaling': 0.55,
      'hires.2.month': 2.5,
      'phases.2.start': 5,
      'finance.raise': 750_000,
      'finance.raise_month': 5,
      'infra.reserved': 0.6,
      'infra.spot': 0.4,
      'capacity.query_exponent': 1.3,
      'performance.servers': 9,
      'tiers.professional.price': 25,
      'support.associates': 6,
    },
  },
];

/** Throws unless `rows` (objects keyed by series) agree with the golden file. */
export function agree(who, file, rows) {
  const expected = table(readGolden(file));
  if (rows.length !== expected.length) {
    throw new Error(`${who}: ${rows.length} weeks instead of the ${expected.length} of ${file}`);
  }
  const largest = (key) => Math.max(...expected.map((row) => Math.abs(row[key])));
  for (const key of Object.keys(expected[0]).slice(1)) {
    const scale = key === 'cash' || key === 'burn' ? Math.max(largest(key), largest('cost')) : largest(key);
    expected.forEach((row, week) => {
      const [got, wanted] = [Number(rows[week][key]), Number(row[key])];
      // Written so that NaN fails.
      if (!(Math.abs(got - wanted) <= 1e-9 * Math.max(Math.abs(wanted), scale))) {
        throw new Error(`${who}: ${key} in week ${week + 1} is ${got} instead of ${wanted} in ${file}`);
      }
    });
  }
}
