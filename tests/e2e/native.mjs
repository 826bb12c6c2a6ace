// The command line, which has the same numbers as the page.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// As it is built for the native tests: what that build leaves out of the best code changes no bit.
const PROGRAM = fileURLToPath(new URL('../../target/debug/headroom', import.meta.url));

/** What the command line prints. */
export const native = (...words) => execFileSync(PROGRAM, words, { encoding: 'utf8', maxBuffer: 64e6 });
