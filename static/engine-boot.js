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

// Thrown outside of the promise, so that whoever started the worker hears of it.
const report = (error) => setTimeout(() => { throw error; });

// The first message to a helper is the program, compiled; parts follow once it has said hello.
function becomeHelper() {
  self.onmessage = ({ data: module }) => {
    self.onmessage = null;
    init({ module_or_path: module }).then(() => help(self)).catch(report);
  };
}

if (isWorker) {
  if (self.name === HELPER) becomeHelper();
  else connect(self).catch(report);
}
