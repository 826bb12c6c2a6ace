// Makes the workbook, a spreadsheet file whose formulas compute the scenario: a program of its own,
// loaded when somebody asks for the file. A build for a site puts the program's own script into this
// one and the hash of all into its name.
import init, { workbook as make } from './workbook.js';

// A build for a site has another name for it here.
const WASM = new URL('workbook_bg.wasm', import.meta.url);

// The wasm of a finished site is packed; that of a build for debugging is not.
async function fetched() {
  const response = await fetch(WASM);
  if (!response.ok) throw new Error(`${WASM}: status ${response.status}`);
  if (!WASM.pathname.endsWith('.wasmz')) return response;
  const body = response.body.pipeThrough(new DecompressionStream('gzip'));
  return new Response(body, { headers: { 'content-type': 'application/wasm' } });
}

// Loaded once, unless it failed.
let loading;

/** The bytes of the workbook for the scenario of a link: what stands behind the address's #. */
export async function workbook(link) {
  loading ??= init({ module_or_path: fetched() });
  try {
    await loading;
  } catch (error) {
    loading = undefined;
    throw error;
  }
  return make(link);
}
