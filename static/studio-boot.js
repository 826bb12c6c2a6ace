// Starts the studio, the program above the page that keeps, shares, exports and presents scenarios.
// boot.js imports this once the page has come to rest. A build for a site puts the studio's own
// script into this one and the hash of all into its name.
import init, { open } from './studio.js';
import { fetchProgram } from './program.js';

// A build for a site has another name for it here.
const WASM = new URL('studio_bg.wasm', import.meta.url);

// Makes a workbook (static/workbook-boot.js), whose program is fetched for the first one.
globalThis.makeWorkbook = async (link) => {
  const { workbookScript } = document.querySelector('script[data-workbook-script]').dataset;
  const { workbook } = await import(new URL(workbookScript, document.baseURI));
  return workbook(link);
};

/** Starts the studio. Not while this is imported: a browser never runs a script again that failed. */
export async function start() {
  await init({ module_or_path: fetchProgram(WASM) });
  open();
}
