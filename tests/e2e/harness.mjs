// What every test of the built site shares: one server and one browser a file, and pages that fail
// their test when they write an error to the console or ask another host for anything.
//
//   import { open } from './harness.mjs';
//   test('…', async () => {
//     const page = await open('', { viewport: { width: 390, height: 844 } });
//     await page.getByRole('heading', { name: 'Headroom' }).waitFor();
//   });
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { after, afterEach } from 'node:test';
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

const FLAGS = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

// The browser by the names that systems give it, as in tools/setup.sh: first the one without a window,
// which opens a page with half of the work.
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

const executablePath = NAMES.flatMap((name) => process.env.PATH.split(delimiter).map((folder) => join(folder, name))).find(
  (file) => existsSync(file),
);
assert.ok(executablePath, `no browser found (${NAMES.join(', ')}): run tools/setup.sh browser`);

const site = await serve();
const browser = await chromium.launch({
  executablePath,
  chromiumSandbox: false,
  args: FLAGS,
});

/** The site's address, with the sub-path and a slash at its end. */
export const base = site.base;

/** The server's origin. */
export const origin = new URL(base).origin;

// The pages that the current test has opened.
let opened = [];

/**
 * Opens the site in a fresh browser profile and resolves to its page.
 *
 * `path` is what follows the site's address, such as '#key=value'.
 *
 * `options`, beside those of Playwright's `newContext`:
 * - `prepare`: called with the page before it loads, to route requests or add scripts.
 * - `expectedErrors`: patterns of the console errors that the test provokes; others still fail it.
 * - `ready`: whether to wait until the program has taken over from the loading message (true).
 */
export async function open(path = '', { prepare, expectedErrors = [], ready = true, ...profile } = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...profile });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const record = { context, errors: [], hosts: new Set() };
  opened.push(record);
  const note = (text) => {
    if (!expectedErrors.some((pattern) => pattern.test(text))) record.errors.push(text);
  };
  context.on('console', (message) => {
    if (message.type() === 'error') note(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => note(String(error.error())));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) record.hosts.add(url.origin);
  });
  await prepare?.(page);
  await page.goto(new URL(path, base).href, { waitUntil: ready ? 'load' : 'commit' });
  if (ready) await page.locator('#boot').waitFor({ state: 'detached' });
  return page;
}

afterEach(async () => {
  const records = opened;
  opened = [];
  for (const { context } of records) await context.close();
  for (const { errors, hosts } of records) {
    assert.deepEqual(errors, [], 'the page wrote errors to the console');
    assert.deepEqual([...hosts], [], 'the page asked other hosts');
  }
});

after(async () => {
  await browser.close();
  await site.close();
});
