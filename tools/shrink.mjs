// Makes a finished build smaller, in place, for a visitor loads it:
// - comments and spaces go from scripts and style sheets (Trunk's own minifier fails on what
//   wasm-bindgen writes);
// - the wasm is compressed by Zopfli, a twentieth better than web servers do it, if they do it at
//   all; static/boot.js unpacks it by what browsers have for that;
// - of the programs beside the page the two scripts become one, which, like the wasm and the style
//   sheet, gets the hash of what is in it as a part of its name: Trunk leaves that to whoever loads
//   them, and a browser must never put halves of different builds together.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
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

const run = promisify(execFile);
const { gzipAsync } = createRequire(join(tools, 'node_modules/'))('@gfx/zopfli');

// Names by which the page asks for files, and those that they have become.
const renamed = new Map();

/** A name with the hash of the content behind it. */
const hashed = (stem, content, rest) =>
  `${stem}-${createHash('sha256').update(content).digest('hex').slice(0, 16)}${rest}`;

/** Writes a file's packed content under a name told by `naming`, which gets it, in its place. */
async function pack(name, naming) {
  const file = join(folder, name);
  const content = await readFile(file);
  const packed = naming(content);
  await writeFile(join(folder, packed), await gzipAsync(content, { numiterations: ITERATIONS }));
  await rm(file);
  renamed.set(name, packed);
}

/** Makes one script of a program's two, which asks for the wasm under its new name. */
async function joinProgram(stem) {
  const [boot, glue, wasm] = [`${stem}-boot.js`, `${stem}.js`, `${stem}_bg.wasm`];
  const { stdout } = await run('esbuild', [join(folder, boot), '--bundle', '--minify', '--format=esm']);
  await pack(wasm, (content) => hashed(stem, content, PACKED));
  const script = stdout.replaceAll(wasm, renamed.get(wasm));
  await rm(join(folder, boot));
  await rm(join(folder, glue));
  renamed.set(boot, hashed(stem, script, '.js'));
  await writeFile(join(folder, renamed.get(boot)), script);
}

// The programs beside the page, and their style sheets.
await Promise.all(['engine', 'studio'].map(joinProgram));
const names = await readdir(folder);
const ending = (kind) => names.filter((name) => extname(name) === kind);
const minified = [...ending('.js'), ...ending('.css')].map((name) => join(folder, name));
await run('esbuild', [...minified, '--minify', '--allow-overwrite', `--outdir=${folder}`, '--log-level=warning']);
// Trunk names only what the page itself asks for after its content.
for (const [style, stem] of [['insight.css', 'engine'], ['studio.css', 'studio']]) {
  renamed.set(style, hashed(stem, await readFile(join(folder, style)), '.css'));
  await rename(join(folder, style), join(folder, renamed.get(style)));
}
for (const name of ending('.wasm')) await pack(name, () => name.replace(/\.wasm$/, PACKED));

const page = join(folder, 'index.html');
let text = await readFile(page, 'utf8');
for (const [name, now] of renamed) text = text.replaceAll(`/${name}"`, `/${now}"`);
await writeFile(page, text.replace(' type="application/wasm"', ''));
