// Starts the page: fetches the program, runs it, and says so in words when that is impossible.
// A file of its own because the content security policy allows no inline script. Trunk writes the
// names of the program's two files, which carry a hash, into this script's own tag.
import { fetchProgram } from './program.js';

const { script, wasm, engineScript, engineStyle, studioScript, studioStyle } = document.querySelector('script[data-wasm]').dataset;
// Held here, for the page removes it from the document once it is mounted.
const boot = document.getElementById('boot');
const state = document.getElementById('boot-state');

const BROWSERS = 'Chrome, Edge, Firefox and Safari from 2023 or later work.';

// Replaces the loading state by a message: what is wrong, what to do, and the detail to report.
function report(problem, remedy, detail) {
  const line = (name, text) => {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  };
  const message = document.createElement('div');
  message.className = 'boot-problem';
  message.setAttribute('role', 'alert');
  message.append(line('p', problem), line('p', remedy));
  if (detail) {
    const details = document.createElement('details');
    details.append(line('summary', 'Technical detail'), line('pre', detail));
    message.append(details);
  }
  state.replaceChildren(message);
  if (!boot.isConnected) document.body.prepend(boot);
}

// Puts the plain form of a compressed link into the address bar, before anybody looks there. One
// that is damaged stays, and the page says so.
async function unfold() {
  const { hash } = location;
  if (!hash.startsWith('#z=')) return;
  const { unpack } = await import('./unpack.js');
  const link = await unpack(hash.slice(1));
  if (link !== null && location.hash === hash) history.replaceState(history.state, '', `#${link}`);
}

// One that is pasted into the open page comes before the page hears of it.
addEventListener('popstate', async (event) => {
  if (!event.isTrusted || !location.hash.startsWith('#z=')) return;
  event.stopImmediatePropagation();
  await unfold().catch(() => {});
  dispatchEvent(new PopStateEvent('popstate'));
});

// What one part of the page needs that stands alone in a frame: ?embed=arr.
const parameters = new URLSearchParams(location.search);
const embedding = async () => parameters.has('embed') && (await import('./embed.js')).prepare(parameters);

// Imports the program's script while its wasm is already on its way, then runs both.
async function start() {
  const response = fetchProgram(new URL(wasm, document.baseURI));
  const module = import(new URL(script, document.baseURI)).catch((error) => {
    throw new Error(error.message, { cause: 'transfer' });
  });
  const [init, module_or_path, show] = await Promise.all([
    module.then((m) => m.default),
    response,
    embedding(),
    // A link that stays as it is is the page's to report.
    unfold().catch(() => {}),
  ]);
  await init({ module_or_path });
  if (show) show();
}

// Adds the looks of a program beside the page, which nothing before it needs, once.
const dressed = new Set();
function dress(href) {
  if (dressed.has(href)) return;
  dressed.add(href);
  document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }));
}

// Starts the studio, once; after a failure the next call tries again.
let studio;
function openStudio() {
  dress(studioStyle);
  studio ??= import(new URL(studioScript, document.baseURI))
    .then(({ start }) => start())
    .catch((error) => {
      studio = undefined;
      throw error;
    });
  return studio;
}

// The page is to stand, and its engine to be on its way, before the studio follows.
const STUDIO_REST = 1500;

// Loads the studio when the page has come to rest, or when one of its controls is used.
function expectStudio() {
  let isOpen = false;
  const opened = () => (isOpen = true);
  setTimeout(() => openStudio().then(opened, () => {}), STUDIO_REST);
  document.addEventListener('click', ({ target }) => {
    const control = target.closest?.('[data-studio], [data-studio-do]');
    if (isOpen || !control) return;
    control.ariaBusy = 'true';
    // What began before there was a connection says nothing about now.
    (studio?.catch(openStudio) ?? openStudio())
      .then(opened)
      .then(
        () => control.click(),
        ({ message }) => {
          const detail = ['trouble', 'This part of Headroom could not be loaded. Check the connection and try again.', message];
          document.dispatchEvent(new CustomEvent('headroom:studio', { detail }));
        },
      )
      .finally(() => (control.ariaBusy = null));
  });
}

// Gives the focus to the first of some elements around another one, or to the tab that is open.
const focusNear = (element, around, wanted) =>
  (element.closest(around)?.querySelector(wanted) ?? document.querySelector('[aria-selected=true]')).focus();

// Puts HTML into an element of a panel. What had the focus in there is gone then: it passes on to what has the same name
// and value in there, or the same name, else to the first button of the form around it, which starts anew what may have
// been stopped, or to the panel's tab.
globalThis.fillPanel = (id, html) => {
  const element = document.getElementById(id);
  const focused = element?.querySelector(':focus');
  if (element) element.innerHTML = html;
  // What is refused is said of its fields as well.
  if (/refusal|inputs|risks/.test(id)) {
    for (const field of document.querySelectorAll('.insight input[aria-describedby]')) {
      const said = document.getElementById(field.getAttribute('aria-describedby'));
      field.ariaInvalid = said?.textContent ? 'true' : null;
    }
  }
  if (!focused) return;
  const same = [...element.querySelectorAll('[name]')].filter(({ name }) => name === focused.name);
  const next = same.find(({ value }) => value === focused.value) ?? same[0];
  if (next) next.focus();
  else focusNear(element, 'form', 'button');
};

// A button that its own use takes away hands the focus on: to the input that it has reset or the first of a group, from
// undo to redo and back, and at the top to the plan that was started from; if it is gone with what it removed, to the
// button that came into its place. Whoever points needs no focus, and a click of theirs has a number.
let used;
// What is around the used button, each with its place among the buttons in there.
let around;
const buttons = (element) => [...element.querySelectorAll('button')];
document.addEventListener(
  'click',
  ({ target, detail }) => {
    used = detail ? null : target;
    around = [];
    for (let each = used?.parentElement; each; each = each.parentElement) around.push([each, buttons(each).indexOf(used)]);
  },
  true,
);
new MutationObserver(() => {
  const { activeElement: focused, body } = document;
  if (!used || (focused !== body && focused !== used)) return;
  if (!used.isConnected) {
    const [home, place] = around.find(([each]) => each.isConnected);
    used = null;
    const left = buttons(home);
    (left[place] ?? left.at(-1))?.focus();
    if (document.activeElement === body) focusNear(home, 'nav', 'button');
  } else if (used.matches(':disabled, [hidden]')) {
    focusNear(used, '.slider, tr, .group, nav, .top', '.track input, td input, .switch, nav :enabled, .top select');
  }
}).observe(document, { subtree: true, childList: true, attributeFilter: ['disabled', 'hidden'] });

// How numbers, amounts and months are written where the reader lives: see src/format/style.rs.
globalThis.numberStyle = () => {
  let chosen = '';
  try {
    chosen = localStorage.getItem('numbers') ?? '';
  } catch {
    // Storage is forbidden: the browser's language it is.
  }
  const locale = chosen || navigator.language;
  try {
    const currency = { style: 'currency', currency: 'USD', numberingSystem: 'latn' };
    const parts = new Intl.NumberFormat(locale, currency).formatToParts(1234567.5);
    const sign = (wanted) => parts.find(({ type }) => type === wanted)?.value ?? '';
    const signs = { currency: '¤', integer: '0' };
    const space = (type, value) => (type === 'literal' && !value.trim() ? '\u00a0' : '');
    const pattern = parts.map(({ type, value }) => signs[type] ?? space(type, value)).join('');
    const month = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
    const months = [...Array(12).keys()].map((at) => month.format(Date.UTC(2027, at, 15)));
    const around = pattern.replace(/0+/, '0');
    return [sign('decimal'), sign('group'), around, chosen, ...months].join('\n');
  } catch {
    // A language that no format is known of.
    return '';
  }
};

// Starts the engine (src/protocol.rs) and gives back what the page talks to: a worker, or a port to
// the engine in the page itself where there are none, or the browser refuses to make one.
globalThis.openEngine = () => {
  const url = new URL(engineScript, document.baseURI);
  dress(engineStyle);
  try {
    return new Worker(url, { type: 'module' });
  } catch {
    const { port1, port2 } = new MessageChannel();
    import(url).then(({ connect }) => connect(port2)).catch((error) => port1.onerror?.(error));
    return port1;
  }
};

// A panicking program says why on the console; what it throws says only that it stopped. So the
// console's first error during the start is kept for the message.
async function startAndListen() {
  const original = console.error;
  let said = '';
  console.error = (...values) => {
    said ||= values.join(' ');
    original.apply(console, values);
  };
  try {
    await start();
    if (!parameters.has('embed')) expectStudio();
  } catch (error) {
    const transfer = error.cause === 'transfer';
    report(
      transfer ? 'Headroom could not be loaded: a part of it did not arrive.' : 'Headroom could not start.',
      transfer
        ? 'Check the connection and reload the page.'
        : `Reload the page. If that does not help, update the browser: ${BROWSERS}`,
      said || String(error),
    );
    original.call(console, error);
  } finally {
    console.error = original;
  }
}

if (typeof WebAssembly === 'object') {
  await startAndListen();
} else {
  report(
    'This browser cannot run Headroom: it has no WebAssembly, or it is switched off.',
    `Use another browser, or allow WebAssembly in this one. ${BROWSERS}`,
  );
}
