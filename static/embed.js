// One part of the page alone, for an iframe on somebody else's: ?embed=arr, or any other chart's id,
// or ?embed=tiles; &colours=light or dark in the place of the system's. Fetched only then. The page
// is the same program as ever; all but the part is taken out of sight.

const TILES = 'tiles';
const CHART = 'chart-';
const COLOURS = ['light', 'dark'];

/** An element with a class and a text. */
function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** The part that is asked for; nothing if there is none of that name. */
function part(name) {
  if (name === TILES) return document.querySelector('ul.tiles');
  return name && document.getElementById(CHART + name)?.closest('section');
}

/** Leaves only `kept` in sight, and what the page says. */
function isolate(kept) {
  for (let node = kept; node !== document.body; node = node.parentElement) {
    for (const other of node.parentElement.children) {
      if (other !== node && !other.matches('dialog, .notices')) other.classList.add('not-embedded');
    }
    node.parentElement.classList.add('around-embedded');
  }
  kept.classList.add('embedded');
}

/** Says which parts there are. */
function refuse(name) {
  const charts = [...document.querySelectorAll(`[id^="${CHART}"]`)].map(({ id }) => id.slice(CHART.length));
  const possible = [TILES, ...charts].join(', ');
  const text = `There is no part “${name.slice(0, 60)}” to embed. Possible are: ${possible}.`;
  const problem = element('p', 'embed-problem', text);
  problem.setAttribute('role', 'alert');
  document.body.append(problem);
  isolate(problem);
}

/** The way to the whole page, with the scenario as it stands. */
function wayOut() {
  const line = element('p', 'embed-foot', '');
  const link = element('a', '', 'Open in Headroom');
  Object.assign(link, { target: '_blank', rel: 'noopener' });
  const aim = () => (link.href = location.pathname + location.hash);
  addEventListener('hashchange', aim);
  aim();
  line.append(element('span', '', document.querySelector('input.name')?.value ?? ''), link);
  return line;
}

/** Prepares the page before it starts; gives back what is to be done once it stands. */
export async function prepare(parameters) {
  const root = document.documentElement;
  const colours = parameters.get('colours');
  if (COLOURS.includes(colours)) root.dataset.theme = colours;
  root.dataset.embed = '';
  // One part shows neither odds nor rooms: neither program is loaded.
  globalThis.openEngine = () => null;
  const style = document.createElement('link');
  Object.assign(style, { rel: 'stylesheet', href: new URL('embed.css', import.meta.url) });
  const loaded = new Promise((resolve) => {
    style.onload = style.onerror = resolve;
  });
  document.head.append(style);
  await loaded;
  return () => {
    const name = parameters.get('embed');
    const kept = part(name);
    if (kept) {
      isolate(kept);
      const title = kept.querySelector('h2')?.textContent;
      if (title) document.title = `${title} – Headroom`;
    } else {
      refuse(name);
    }
    document.body.append(wayOut());
  };
}
