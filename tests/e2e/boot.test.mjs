// What stands on the page before the program runs, and instead of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from './harness.mjs';
import { eventually } from './page.mjs';

const WASM = '**/*.wasmz';

/** A text as Zstandard packs it at the least: a frame of one block that is stored as it is. */
function packed(text) {
  const content = Buffer.from(text);
  assert.ok(content.length < 32, 'sizes fit into a byte');
  const [magic, oneByteSize, lastBlock] = [[0x28, 0xb5, 0x2f, 0xfd], 0x20, 1];
  return Buffer.from([...magic, oneByteSize, content.length, (content.length << 3) | lastBlock, 0, 0, ...content]);
}

const FAILED = /Failed to load resource|Headroom|Error|panicked/;

test('while the program is on its way, the page says what it is and that it loads', async () => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const page = await open('', {
    ready: false,
    prepare: (page) => page.route(WASM, (route) => held.then(() => route.continue())),
  });
  await page.getByRole('heading', { name: 'Headroom' }).waitFor();
  await page.getByText('what-if explorer').waitFor();
  await page.getByRole('status').getByText('Loading').waitFor();
  await page.getByRole('progressbar', { name: 'Loading Headroom' }).waitFor();
  release();
  await page.locator('#boot').waitFor({ state: 'detached' });
});

test('without JavaScript, the page says that it needs it', async () => {
  const page = await open('', { ready: false, javaScriptEnabled: false });
  await page.getByRole('heading', { name: 'Headroom' }).waitFor();
  // Read from the element: locators by text pass over noscript, shown or not.
  assert.match(await page.locator('#boot').innerText(), /Allow JavaScript/);
  assert.equal(await page.getByRole('progressbar').isVisible(), false);
});

test('without WebAssembly, the page says which browsers work', async () => {
  const page = await open('', {
    ready: false,
    prepare: (page) => page.addInitScript(() => delete globalThis.WebAssembly),
  });
  const alert = page.getByRole('alert');
  await alert.getByText('no WebAssembly').waitFor();
  await alert.getByText(/Firefox and Safari/).waitFor();
  assert.equal(await page.getByRole('progressbar').isVisible(), false);
});

// What goes wrong, how it is provoked, what the message says and what its detail names.
const FAILURES = [
  {
    what: 'the wasm is missing on the server',
    prepare: (page) => page.route(WASM, (route) => route.fulfill({ status: 500 })),
    message: 'Check the connection',
    detail: /\.wasmz: status 500/,
  },
  {
    what: 'the connection breaks',
    prepare: (page) => page.route(WASM, (route) => route.abort()),
    message: 'Check the connection',
    detail: /\.wasmz: .*fetch/,
  },
  {
    what: 'the script is missing on the server',
    prepare: (page) => page.route('**/app-*.js', (route) => route.fulfill({ status: 404 })),
    message: 'Check the connection',
    detail: /app-.*\.js/,
  },
  {
    what: 'the wasm is damaged',
    prepare: (page) => page.route(WASM, (route) => route.fulfill({ body: packed('not wasm') })),
    message: 'update the browser',
    detail: /CompileError/,
  },
  {
    what: 'the wasm was cut short on its way',
    prepare: (page) =>
      page.route(WASM, (route) => route.fulfill({ body: packed('not wasm').subarray(0, 9) })),
    message: 'Reload the page',
    detail: /TypeError/,
  },
  {
    what: 'the wasm is something else',
    prepare: (page) => page.route(WASM, (route) => route.fulfill({ body: '<p>Log in to this network</p>' })),
    message: 'Reload the page',
    detail: /TypeError/,
  },
  {
    what: 'the browser is too old to unpack the wasm',
    prepare: (page) => page.addInitScript(() => delete globalThis.TransformStream),
    message: 'Firefox and Safari',
    detail: /TransformStream/,
  },
  {
    what: 'the program panics',
    prepare: (page) =>
      page.addInitScript(() => {
        // The first element that the program wants to create is refused.
        const create = Document.prototype.createElement;
        Document.prototype.createElement = () => {
          Document.prototype.createElement = create;
          throw new Error('refused');
        };
      }),
    message: 'could not start',
    detail: /panicked at/,
  },
];

for (const { what, prepare, message, detail } of FAILURES) {
  test(`when ${what}, the page says what to do and names the detail`, async () => {
    const page = await open('', { ready: false, prepare, expectedErrors: [FAILED] });
    const alert = page.getByRole('alert');
    await alert.getByText(message).waitFor();
    await alert.getByText('Technical detail').click();
    await alert.getByText(detail).waitFor();
    assert.equal(await page.getByRole('progressbar').isVisible(), false);
  });
}

test('a room opens though the attempt fails that was under way when it was asked for', async () => {
  let fail;
  const asked = new Promise((resolve) => (fail = resolve));
  let isFirst = true;
  const page = await open('', {
    expectedErrors: [/Failed to load resource/, /Failed to fetch/],
    prepare: (page) =>
      page.context().route('**/studio-*.js', async (route) => {
        if (!isFirst) return route.continue();
        isFirst = false;
        await asked;
        return route.abort();
      }),
  });
  const share = page.getByRole('button', { name: 'Share', exact: true });
  await eventually(() => assert.ok(!isFirst, 'the page asks for the studio by itself'));
  await share.click();
  assert.equal(await share.getAttribute('aria-busy'), 'true');
  fail();
  await page.getByRole('dialog', { name: 'Share' }).waitFor();
});

for (const files of ['**/studio-*.js', '**/studio-*.wasmz']) {
  test(`while ${files} does not arrive, a room says so, and opens once it does`, async () => {
    let isThere = false;
    const page = await open('', {
      expectedErrors: [/Failed to load resource/, /Failed to fetch/],
      prepare: (page) =>
        page.context().route(files, (route) => (isThere ? route.continue() : route.abort())),
    });
    const share = page.getByRole('button', { name: 'Share', exact: true });
    await share.click();
    await page.getByRole('region', { name: 'Notices' }).getByText(/could not be loaded/).first().waitFor();
    isThere = true;
    await share.click();
    await page.getByRole('dialog', { name: 'Share' }).waitFor();
  });
}
