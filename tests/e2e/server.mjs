// Serves the built site under a sub-path, as GitHub Pages does, and nothing beside it.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const SITE = fileURLToPath(new URL('../../dist/', import.meta.url));
export const SUB_PATH = '/headroom/';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.wasmz': 'application/octet-stream',
};

async function answer(request, response) {
  const path = normalize(decodeURIComponent(new URL(request.url, 'http://site').pathname));
  const type = TYPES[extname(path)] ?? (path === SUB_PATH ? TYPES['.html'] : undefined);
  try {
    if (!path.startsWith(SUB_PATH) || !type) throw new Error('not part of the site');
    const body = await readFile(join(SITE, path.slice(SUB_PATH.length) || 'index.html'));
    response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=600' }).end(body);
  } catch {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
  }
}

/** Starts the server on a free port; resolves to `{ base, close }`. */
export async function serve() {
  const server = createServer(answer);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `http://127.0.0.1:${server.address().port}${SUB_PATH}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
