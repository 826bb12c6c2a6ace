// Makes a finished build smaller, in place, for a visitor loads it:
// - what the page's wasm and its script call one another by is a letter or two, no longer a name with
//   a hash;
// - what the scripts of static/ import becomes a part of them;
// - comments and spaces go from scripts and style sheets (Trunk's own minifier fails on what
//   wasm-bindgen writes);
// - the wasm is packed with Zstandard, a tenth better than web servers do it, if they do it at all;
//   static/program.js unpacks it;
// - what Trunk leaves without one gets the hash of what is in it as a part of its name: a browser
//   must never put halves of different builds together.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const { TRUNK_PROFILE: profile, TRUNK_STAGING_DIR: folder, TOOLS: tools } = process.env;
// A build for debugging stays readable, and quick.
const isForDebugging = profile === 'debug';

// Programs beside the page's own, each with a script NAME-boot.js that starts it.
const PROGRAMS = ['engine', 'studio', 'workbook'];
// Their style sheets, which Trunk copies by their own names.
const STYLES = { engine: 'insight.css', studio: 'studio.css' };
// The part of static/ that others import.
const SHARED = 'program.js';
// What boot.js imports only where it is wanted: in files of their own, whose content is small and old.
const RARE = ['unpack.js', 'embed.js'];
// Not .zst, which some servers take for a file that they have compressed themselves.
const PACKED = '.wasmz';

const modules = join(tools, 'node_modules/');
const run = promisify(execFile);
const path = (name) => join(folder, name);
const read = (name) => readFile(path(name), 'utf8');
const ending = async (kind) => (await readdir(folder)).filter((name) => extname(name) === kind);

// Names by which the page asks for files, and those that they have become.
const renamed = new Map();

/** Puts content in the place of a file, under a name with its hash. */
async function replace(name, stem, content, kind) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
  renamed.set(name, `${stem}-${hash}${kind}`);
  await rm(path(name));
  await writeFile(path(renamed.get(name)), content);
}

/** Runs esbuild on files, in place. Packages are found where the tools are, wherever that is. */
async function esbuild(names, ...options) {
  const env = { ...process.env, NODE_PATH: modules };
  const common = ['--allow-overwrite', `--outdir=${folder}`, '--log-level=warning'];
  await run('esbuild', [...names.map(path), ...common, ...options], { env });
}

// What a build for the web may use, by the names of wasm-opt: it is to put in nothing newer.
const FEATURES = [
  'bulk-memory',
  'bulk-memory-opt',
  'call-indirect-overlong',
  'multivalue',
  'mutable-globals',
  'nontrapping-float-to-int',
  'reference-types',
  'sign-ext',
  'simd',
];

/** Gives what a wasm and its script share short names, in both. */
async function shortenNames(wasm, script) {
  const words = [...FEATURES.map((name) => `--enable-${name}`), '--minify-imports-and-exports-and-modules', '-Oz'];
  const { stdout } = await run('wasm-opt', [path(wasm), ...words, '-o', path(wasm)], { maxBuffer: 1e8 });
  const { imports, exports } = JSON.parse(stdout);
  const names = new Map();
  for (const [module, name, short] of imports) {
    // One module of imports becomes "a".
    names.set(`"${module}"`, '"a"');
    names.set(name, short);
  }
  // Exports may have the names of other things in the script: they are known by what they are asked of.
  for (const [name, short] of exports) names.set(`wasm.${name}`, `wasm.${short}`);
  const missing = new Set(names.keys());
  const text = (await read(script)).replace(/"\.\/\w+\.js"|(?<![\w.])wasm\.\w+|\b__wb\w+/g, (name) => {
    missing.delete(name);
    return names.get(name) ?? name;
  });
  for (const [module, name] of imports) {
    if (missing.has(name) || missing.has(`"${module}"`)) throw new Error(`${script} has no ${name} of ${module}`);
  }
  await writeFile(path(script), text);
}

const boots = PROGRAMS.map((name) => `${name}-boot.js`);
const apart = isForDebugging ? [...RARE, ...PROGRAMS.map((name) => `${name}.js`)] : RARE;
const external = apart.map((name) => `--external:./${name}`);
await esbuild(['boot.js', ...boots], '--bundle', '--format=esm', ...external);
await rm(path(SHARED));
if (isForDebugging) process.exit(0);

const ownWasm = (await ending('.wasm')).find((name) => name.startsWith('app-'));
const ownScript = ownWasm.replace('_bg.wasm', '.js');
await shortenNames(ownWasm, ownScript);

for (const name of PROGRAMS) await rm(path(`${name}.js`));
await esbuild([...(await ending('.js')), ...(await ending('.css'))], '--minify');

const { Zstd } = await import(pathToFileURL(createRequire(modules).resolve('@hpcc-js/wasm-zstd')));
const zstd = await Zstd.load();
for (const name of await ending('.wasm')) {
  const packed = zstd.compress(await readFile(path(name)), zstd.maxCLevel());
  // Not Trunk's name: that stands for the program before it was optimised and packed.
  await replace(name, name.replace(/(-[0-9a-f]+)?_bg\.wasm$/, ''), packed, PACKED);
}
for (const name of PROGRAMS) {
  const [boot, wasm] = [`${name}-boot.js`, `${name}_bg.wasm`];
  await replace(boot, name, (await read(boot)).replaceAll(wasm, renamed.get(wasm)), '.js');
}
await replace('boot.js', 'boot', await read('boot.js'), '.js');
// Trunk's name for it is that of what it was before names were shortened.
await replace(ownScript, 'app', await read(ownScript), '.js');
for (const [name, style] of Object.entries(STYLES)) await replace(style, name, await read(style), '.css');

let page = await read('index.html');
for (const [name, now] of renamed) page = page.replaceAll(`/${name}"`, `/${now}"`);
await writeFile(path('index.html'), page.replace(' type="application/wasm"', ''));
