// Starts the studio, the program above the page that keeps, shares, exports and presents scenarios.
// boot.js imports this once the page has come to rest. A build for a site puts the studio's own
// script into this one and the hash of all into its name.
import init, { open } from './studio.js';

// A build for a site has another name for it here.
const WASM = new URL('studio_bg.wasm', import.meta.url);

// The wasm of a finished site is packed; that of a build for debugging is not.
async function fetched() {
  const response = await fetch(WASM);
  if (!response.ok) throw new Error(`${WASM}: status ${response.status}`);
  if (!WASM.pathname.endsWith('.wasmz')) return response;
  const body = response.body.pipeThrough(new DecompressionStream('gzip'));
  return new Response(body, { headers: { 'content-type': 'application/wasm' } });
}

await init({ module_or_path: fetched() });
open();
