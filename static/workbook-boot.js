// Makes the workbook, a spreadsheet file whose formulas compute the scenario: a program of its own,
// loaded when somebody asks for the file. A build for a site puts the program's own script into this
// one and the hash of all into its name.
import { fetchProgram } from './program.js';
import init, { workbook as make } from './workbook.js';

// A build for a site has another name for it here.
const WASM = new URL('workbook_bg.wasm', import.meta.url);

// Loaded once, unless it failed.
let loading;

/** The bytes of the workbook for the scenario of a link: what stands behind the address's #. */
export async function workbook(link) {
  loading ??= init({ module_or_path: fetchProgram(WASM) });
  try {
    await loading;
  } catch (error) {
    loading = undefined;
    throw error;
  }
  return make(link);
}
