// Compressed links (src/share/link/packed.rs): fetched only when somebody opens one. It takes and
// refuses the same as the Rust code does; tests hold both against one list.

const BEGIN = 'z=1.';

/** What a link may come to, in bytes. Whoever sends more wants to fill the memory. */
const MAXIMUM_UNPACKED = 2 ** 20;

/** The bytes of base64 in the letters for addresses; throws unless it is that. */
function decoded(text) {
  if (!/^[\w-]*$/.test(text)) throw new Error('not base64');
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

/** Inflates as far as the limit; throws if the bytes are damaged or come to more. */
async function inflated(bytes) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > MAXIMUM_UNPACKED) {
      // Nobody waits for what is dropped.
      reader.cancel().catch(() => {});
      throw new Error('too long');
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** The plain form of a link's fragment without its #; null if it is damaged or was never packed. */
export async function unpack(fragment) {
  if (!fragment.startsWith(BEGIN)) return null;
  const [packed, ...rest] = fragment.slice(BEGIN.length).split('&');
  try {
    const text = await inflated(decoded(packed));
    return /^[!-~]*$/.test(text) ? [text, ...rest].join('&') : null;
  } catch {
    return null;
  }
}
