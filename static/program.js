// Fetches WebAssembly. That of a finished site is packed with Zstandard (tools/shrink.mjs), a tenth
// better than what browsers unpack by themselves; that of a build for debugging is not.
import { Decompress } from 'fzstd';

/** Unpacks a stream while it arrives. */
function unpacker() {
  let unpacking;
  return new TransformStream({
    start(controller) {
      unpacking = new Decompress((part) => controller.enqueue(part));
    },
    transform(part) {
      unpacking.push(part);
    },
    flush() {
      // Throws if the end is missing.
      unpacking.push(new Uint8Array(), true);
    },
  });
}

/**
 * The WebAssembly at an address as a response that browsers compile while it arrives.
 *
 * Throws an error that names the file; its cause is 'transfer' if the file did not arrive.
 */
export async function fetchProgram(url) {
  let response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw new Error(`${url}: ${error.message}`, { cause: 'transfer' });
  }
  if (!response.ok) {
    throw new Error(`${url}: status ${response.status} ${response.statusText}`.trim(), { cause: 'transfer' });
  }
  if (!url.pathname.endsWith('.wasmz')) return response;
  return new Response(response.body.pipeThrough(unpacker()), { headers: { 'content-type': 'application/wasm' } });
}
