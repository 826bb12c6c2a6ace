// Numbers that a test has to know as the program does.
import { readFileSync } from 'node:fs';

/** A number as the sources declare it. */
export const declared = (file, pattern) =>
  Number(readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8').match(pattern)[1]);
