// Makes a finished build smaller, in place, for a visitor loads it:
// - comments and spaces go from scripts and style sheets (Trunk's own minifier fails on what
//   wasm-bindgen writes);
// - the wasm is compressed by Zopfli, a twentieth better than web servers do it, if they do it at
//   all; static/boot.js unpacks it by what browsers have for that.
import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';

const { TRUNK_PROFILE: profile, TRUNK_STAGING_DIR: folder, TOOLS: tools } = process.env;
// A build for debugging stays readable, and quick.
if (profile === 'debug') process.exit(0);

// Compression takes seconds; more of it saves a few hundred bytes.
const ITERATIONS = 5;
// Not .gz, which some servers take for a file that they have compressed themselves.
const PACKED = '.wasmz';

const names = await readdir(folder);
const inFolder = (kind) => names.filter((name) => extname(name) === kind).map((name) => join(folder, name));

await promisify(execFile)('esbuild', [
  ...inFolder('.js'),
  ...inFolder('.css'),
  '--minify',
  '--allow-overwrite',
  `--outdir=${folder}`,
  '--log-level=warning',
]);

const { gzipAsync } = createRequire(join(tools, 'node_modules/'))('@gfx/zopfli');
for (const file of inFolder('.wasm')) {
  const packed = file.replace(/\.wasm$/, PACKED);
  await writeFile(packed, await gzipAsync(await readFile(file), { numiterations: ITERATIONS }));
  await rm(file);
}
const page = join(folder, 'index.html');
const text = await readFile(page, 'utf8');
await writeFile(page, text.replaceAll('.wasm"', `${PACKED}"`).replace(' type="application/wasm"', ''));
