// A headless browser for the benchmarks, and files served to its pages.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname } from 'node:path';

// The tests of the site have it installed.
const require = createRequire(new URL('../tests/e2e/package.json', import.meta.url));
const { chromium } = require('playwright-core');

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim(),
    chromiumSandbox: false,
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** Opens an empty page that can import `files`: file URLs by the path the page sees them under. */
export async function openWith(browser, files) {
  const page = await browser.newPage();
  await page.route('**', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') {
      return route.fulfill({ contentType: TYPES['.html'], body: '<!doctype html><title>bench</title>' });
    }
    if (!files[pathname]) return route.fulfill({ status: 404 });
    return route.fulfill({ contentType: TYPES[extname(pathname)], body: readFileSync(files[pathname]) });
  });
  await page.goto('http://bench.localhost/');
  return page;
}
