// The site as a whole: what it transfers, and what it must not contain.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { open, origin } from './harness.mjs';
import { SITE, SUB_PATH } from './server.mjs';

// What unpacks in the browser, from where the build takes it: the Makefile's TOOLS.
const tools = process.env.TOOLS ?? fileURLToPath(new URL('../../.tools', import.meta.url));
const { decompress } = createRequire(join(tools, 'node_modules/'))('fzstd');

/** All that the first load may transfer, compressed, in bytes. */
const BUDGET = 250 * 1024;

/** All that the engine may transfer, which follows once the page stands. */
const ENGINE_BUDGET = 400 * 1024;

test('the first load transfers each file once and no more than its budget, compressed', async (t) => {
  const sizes = new Map();
  const bodies = [];
  const page = await open('', {
    prepare: (page) =>
      page.on('response', (response) => {
        const name = response.url().slice(origin.length + SUB_PATH.length) || 'index.html';
        if (name.startsWith('favicon')) return;
        assert.equal(sizes.has(name), false, `${name} is transferred twice`);
        sizes.set(name, 0);
        bodies.push(response.body().then((body) => sizes.set(name, gzipSync(body, { level: 9 }).length)));
      }),
  });
  await page.getByText(/possible futures/).waitFor();
  await Promise.all(bodies);
  // A browser with a tab strip asks for the icon too; a headless one sometimes does.
  const icon = (await page.locator('link[rel=icon]').getAttribute('href')).replace('./', '');
  sizes.set(icon, gzipSync(await readFile(join(SITE, icon)), { level: 9 }).length);

  // The studio follows, as late as the engine or later.
  const isEngine = ([name]) => name.startsWith('engine-');
  const isLater = ([name]) => /^(engine|studio)-/.test(name);
  const sum = (entries) => entries.reduce((sum, [, size]) => sum + size, 0);
  const engine = sum([...sizes].filter(isEngine));
  const total = sum([...sizes].filter((entry) => !isLater(entry)));
  for (const [name, size] of sizes) t.diagnostic(`${name}: ${(size / 1024).toFixed(1)} KB`);
  t.diagnostic(`first load: ${(total / 1024).toFixed(1)} KB of ${BUDGET / 1024} KB`);
  assert.ok([...sizes.keys()].some((name) => name.endsWith('.wasmz')), 'the wasm was counted');
  t.diagnostic(`the engine: ${(engine / 1024).toFixed(1)} KB of ${ENGINE_BUDGET / 1024} KB`);
  assert.ok(engine > 0 && engine <= ENGINE_BUDGET, `${engine} bytes exceed the engine's budget of ${ENGINE_BUDGET}`);
  const [first, last] = [[...sizes.keys()].findIndex((name) => name.startsWith('engine-')), sizes.size];
  assert.ok(first > 0 && first < last);
  assert.ok(total <= BUDGET, `${total} bytes exceed the budget of ${BUDGET}`);
});

test('no file of the site names a folder of the machine that built it', async () => {
  const folders = [homedir(), fileURLToPath(new URL('../../', import.meta.url))];
  const files = (await readdir(SITE, { withFileTypes: true })).filter((entry) => entry.isFile());
  assert.ok(files.length > 0);
  for (const { name: file } of files) {
    const stored = await readFile(join(SITE, file));
    const content = Buffer.from(file.endsWith('.wasmz') ? decompress(stored) : stored);
    for (const folder of folders) {
      assert.equal(content.includes(`${folder.replace(/\/$/, '')}/`), false, `${file} names ${folder}`);
    }
  }
});

test('every address in the page is relative, so that the site works in any folder', async () => {
  const page = await readFile(join(SITE, 'index.html'), 'utf8');
  const addresses = [...page.matchAll(/ (?:href|src|data-script|data-wasm)="([^"]*)"/g)].map(([, address]) => address);
  assert.ok(addresses.length > 0);
  for (const address of addresses) assert.match(address, /^\.\//);
});
