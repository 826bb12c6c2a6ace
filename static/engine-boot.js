// Starts the engine, the program beside the page that computes what takes many runs. As a worker it
// starts by itself; a page without workers imports it and calls `connect`. A build for a site puts
// the engine's own script into this one and the hash of all into its name.
import init, { help, serve } from './engine.js';
import { fetchProgram } from './program.js';

// A build for a site has another name for it here.
const WASM = new URL('engine_bg.wasm', import.meta.url);

const isWorker = typeof WorkerGlobalScope !== 'undefined' && self instanceof WorkerGlobalScope;
const HELPER = 'headroom-helper';

// Further workers, where workers can have some.
const spawn =
  isWorker && typeof Worker === 'function'
    ? () => new Worker(import.meta.url, { type: 'module', name: HELPER })
    : undefined;

/** Makes the engine answer at a port. Messages that come before it is there are kept for it. */
export async function connect(port) {
  const early = [];
  port.onmessage = (event) => early.push(event);
  await init({ module_or_path: fetchProgram(WASM) });
  serve(port, spawn);
  for (const event of early) port.onmessage(event);
}

// The first message to a helper is the program, compiled; parts follow once it has said hello.
function becomeHelper() {
  self.onmessage = async ({ data: module }) => {
    self.onmessage = null;
    await init({ module_or_path: module });
    help(self);
  };
}

if (isWorker) {
  if (self.name === HELPER) becomeHelper();
  else {
    // Outside of the promise, so that the page hears of it.
    connect(self).catch((error) => setTimeout(() => { throw error; }));
  }
}
