// Takes comments and spaces out of the scripts and style sheets of a finished build, in place: a
// visitor loads them. Trunk's own minifier fails on what wasm-bindgen writes.
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';

const { TRUNK_PROFILE: profile, TRUNK_STAGING_DIR: folder } = process.env;
// A build for debugging stays readable.
if (profile === 'debug') process.exit(0);

const files = (await readdir(folder))
  .filter((name) => ['.js', '.css'].includes(extname(name)))
  .map((name) => join(folder, name));
await promisify(execFile)('esbuild', [
  ...files,
  '--minify',
  '--allow-overwrite',
  `--outdir=${folder}`,
  '--log-level=warning',
  // The browsers that static/boot.js names.
  '--target=chrome100,firefox100,safari16',
  // Kept as they are written: the rules of what the browsers understand are the style sheets' own.
  '--supported:nesting=true',
]);
