// For everyone: no violations that axe finds, everything by keyboard, and the system's wishes for
// motion and colours.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { base, open } from './harness.mjs';
import { TABS, atRest, drag, eventually, hash, middle, slider, tooWide } from './page.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** The serious and critical violations that axe finds in a part of the page, a line each. */
const violations = (page, part = ':root') =>
  page.evaluate(async (part) => {
    const { violations } = await globalThis.axe.run(part, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => ['serious', 'critical'].includes(impact))
      .flatMap(({ id, help, nodes }) =>
        nodes.slice(0, 4).map(({ target, any }) => `${id}: ${help}: ${target} ${any[0]?.message ?? ''}`),
      );
  }, part);

const audited = async (options, path = '') => {
  // The page's security policy forbids scripts from elsewhere, the audit's among them.
  const page = await open(path, { bypassCSP: true, reducedMotion: 'reduce', ...options });
  await page.addScriptTag({ path: AXE });
  return page;
};

for (const colorScheme of ['light', 'dark']) {
  for (const [what, viewport] of [['wide', WIDE], ['phone', PHONE]]) {
    test(`axe finds nothing serious in any tab and in the table, ${what} and ${colorScheme}`, async () => {
      const page = await audited({ colorScheme, viewport }, '#v=1&tiers.starter.price=60&no.such=1');
      for (const tab of TABS) {
        await page.getByRole('tab', { name: tab }).click();
        const id = await page.getByRole('tabpanel', { name: tab }).getAttribute('id');
        // What is around the panel is the same in every tab.
        assert.deepEqual(await violations(page, tab === TABS[0] ? undefined : `#${id}`), [], tab);
      }
      if (viewport === PHONE) {
        await page.getByRole('button', { name: 'Change the plan' }).click();
        await slider(page, 'Starter price').waitFor();
        assert.deepEqual(await violations(page), [], 'the sheet');
        await page.getByRole('button', { name: 'Close the sliders' }).click();
      }
      await page.getByRole('button', { name: 'ARR as a table' }).click();
      await page.getByRole('dialog').waitFor();
      assert.deepEqual(await violations(page), [], 'the table');
    });
  }
}

test('no two landmarks have the same name', async () => {
  const page = await audited();
  const doubled = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { runOnly: ['landmark-unique'] });
    return violations.flatMap(({ nodes }) => nodes.map(({ target }) => `${target}`));
  });
  assert.deepEqual(doubled, []);
});

test('every element that another one refers to is there, once', async () => {
  const page = await open();
  const wrong = await page.evaluate(() => {
    const counts = new Map();
    for (const { id } of document.querySelectorAll('[id]')) counts.set(id, (counts.get(id) ?? 0) + 1);
    const referred = ['aria-controls', 'aria-describedby', 'aria-labelledby', 'for'].flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)].flatMap((each) => each.getAttribute(name).split(' ')),
    );
    return [...new Set([...referred, ...counts.keys()])].filter((id) => counts.get(id) !== 1);
  });
  assert.deepEqual(wrong, []);
});

test('Tab leads from the top through preset, sliders, charts and timeline to the tabs, in this order', async () => {
  const page = await open();
  const stops = [];
  const last = 'Explore';
  for (let press = 0; press < 400 && stops.at(-1) !== last; press += 1) {
    await page.keyboard.press('Tab');
    stops.push(
      await page.evaluate(() => {
        const at = document.activeElement;
        return at.getAttribute('aria-label') ?? (at.labels?.[0]?.firstElementChild ?? at).textContent.trim();
      }),
    );
  }
  const wanted = [
    'Skip to the results',
    'Start from',
    'Name of the scenario',
    'against as written+ compare',
    'Share',
    'Word-of-mouth signups',
    'Starter price',
    '+ Add an engineer',
    'Phase 2 starts',
    'All assumptions',
    'Definition of Lowest cash',
    'ARR: week to read',
    'Cash and burn: week to read',
    'Load and capacity: week to read',
    'Phase 2 planned length',
    last,
  ];
  let from = 0;
  for (const stop of wanted) {
    const at = stops.indexOf(stop, from);
    assert.notEqual(at, -1, `${stop} comes after ${stops[from - 1]}: ${stops.join(' | ')}`);
    from = at + 1;
  }
});

// One of each kind of thing that takes the focus.
const FOCUSED = [
  ['combobox', 'Start from'],
  ['textbox', 'Name of the scenario'],
  ['button', 'against as written + compare'],
  ['button', 'Share'],
  ['slider', 'Starter price'],
  ['textbox', 'Starter price, $ per account per month'],
  ['button', 'What Starter price means'],
  ['button', 'Definition of Lowest cash'],
  ['slider', 'ARR: week to read'],
  ['button', 'ARR as a table'],
  ['slider', 'Phase 3 planned length'],
  ['slider', 'DevOps engineer, position opens'],
  ['tab', 'Explore'],
];

test('the focus is seen on every kind of element', async () => {
  const page = await open('', { reducedMotion: 'reduce' });
  // Seen as a person does: the pixels around the element differ while it has the focus.
  const picture = async (element) => {
    const { x, y, width, height } = await element.boundingBox();
    const clip = { x: Math.max(0, x - 8), y: Math.max(0, y - 8), width: width + 16, height: height + 16 };
    return (await page.screenshot({ clip })).toString('base64');
  };
  for (const [role, name] of FOCUSED) {
    const element = page.getByRole(role, { name, exact: true }).first();
    await element.scrollIntoViewIfNeeded();
    // The last key tells the browser that the keyboard is in use, so that it shows the focus.
    await page.keyboard.press('Shift');
    await page.evaluate(() => document.activeElement.blur());
    const before = await picture(element);
    await element.focus();
    assert.notEqual(await picture(element), before, `${role} ${name}`);
  }
});

// Buttons that their own use takes away, and what has the focus then.
const HANDED_ON = [
  ['Reset Starter price', 'Starter price'],
  ['Reset all of Growth', 'Word-of-mouth signups'],
  ['Reset all of Stress test', 'Database scaling fails'],
  ['Undo', 'Undo'],
  ['Undo', 'Undo'],
  ['Undo', 'Redo'],
  ['Redo', 'Redo'],
  ['Redo', 'Redo'],
  ['Redo', 'Undo'],
  ['Undo', 'Undo'],
  ['Reset everything', 'Start from'],
];

/** What the focused element is called. */
const focused = (page) =>
  page.evaluate(() => document.activeElement.ariaLabel ?? (document.activeElement.labels?.[0] ?? document.activeElement).innerText);

test('the focus goes on from a button that its own use takes away', async () => {
  const page = await open('#v=1&tiers.starter.price=60&growth.viral=0.3&stress.bill=10');
  await atRest(page);
  for (const [name, next] of HANDED_ON) {
    const before = page.url();
    await page.getByRole('button', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
    await eventually(async () => {
      assert.notEqual(page.url(), before);
      assert.match(await focused(page), new RegExp(`^${next}`), name);
    });
  }
});

test('the focus goes on from a button that is gone with what it removes', async () => {
  const hires = ['1:90000:Anna', '2:90000:Ben', '3:90000:Cleo'];
  const page = await open(`#v=1&team.morale=9&team.scaling=7&hires=${hires.join(',')}`);
  const remove = async (name, next) => {
    const button = page.getByRole('button', { name, exact: true });
    const count = await button.count();
    await button.first().focus();
    await page.keyboard.press('Enter');
    await eventually(async () => assert.equal(await button.count(), count - 1));
    await eventually(async () => assert.match(await focused(page), new RegExp(`^${next}`), name));
  };
  await remove('Remove Ben', 'Remove Cleo');
  await remove('Remove Cleo', '\\+ Add an engineer');
  await remove('Remove Anna', '\\+ Add an engineer');
  const notices = page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Dismiss' });
  for (let left = await notices.count(); left > 0; left -= 1) {
    await remove('Dismiss', left > 1 ? 'Dismiss' : 'Explore');
  }
});

test('the link at the top leads past the sliders', async () => {
  const page = await open();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the results' });
  const box = await skip.boundingBox();
  assert.ok(box.width > 20 && box.height > 10 && box.x >= 0 && box.y >= 0, 'it shows while it has the focus');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.equal(
    await page.evaluate(() => document.querySelector('main').contains(document.activeElement)),
    true,
  );
  assert.equal(page.url(), base, 'the address carries the scenario and nothing else');
  assert.equal(await page.getByRole('region', { name: 'Notices' }).getByRole('button').count(), 0, 'and is no broken scenario');
});

test('who wants less motion sees none', async () => {
  const page = await open('', { reducedMotion: 'reduce' });
  await slider(page, 'Cash at the start').focus();
  await page.keyboard.press('End');
  const moving = await page.evaluate(() => [
    ...document.getAnimations().map((each) => each.animationName ?? each.transitionProperty),
    ...(getComputedStyle(document.documentElement).scrollBehavior === 'smooth' ? ['scrolling'] : []),
  ]);
  assert.deepEqual(moving, []);
});

test('in forced colours the tracks of sliders still show', async () => {
  const page = await open('', { forcedColors: 'active' });
  const track = slider(page, 'Starter price').locator('..');
  const ground = (element) => getComputedStyle(element).backgroundColor;
  const seen = await track.evaluate((element) => getComputedStyle(element, '::before').backgroundColor);
  assert.notEqual(seen, await page.locator('body').evaluate(ground));
});

/** Who has told the browser to set type of twice the usual size. */
const enlarged = (path, width) =>
  open(path, {
    viewport: { width, height: 800 },
    reducedMotion: 'reduce',
    prepare: async (page) => {
      const session = await page.context().newCDPSession(page);
      await session.send('Page.setFontSizes', { fontSizes: { standard: 32 } });
    },
  });

for (const width of [1920, 1280, 1024, 640, 390]) {
  test(`type of twice the size loses nothing at a width of ${width} pixels`, async () => {
    const page = await enlarged('#v=1&preset=as-written', width);
    await atRest(page);
    for (const tab of TABS) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByRole('tabpanel', { name: tab }).waitFor();
      assert.deepEqual(await tooWide(page), [], tab);
    }
    const controls = await page.getByRole('banner').locator(':is(button, select):visible').all();
    assert.ok(controls.length > 8);
    for (const control of controls) {
      await control.scrollIntoViewIfNeeded();
      const { x, width: own } = await control.boundingBox();
      assert.ok(x >= 0 && x + own <= width, `${await control.innerText()} at ${x}`);
    }
    const cut = await page.locator('.mark-label, .phase-name, .timeline-caption').evaluateAll((all) =>
      all.filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.textContent),
    );
    assert.deepEqual(cut, []);
  });
}

test('a bar of the timeline follows the mouse where type has twice the size', async () => {
  const page = await enlarged('#v=1&preset=as-written', 1280);
  await atRest(page);
  const bar = page.getByRole('slider', { name: 'Phase 3 starts' }).last();
  const from = await middle(bar);
  const before = await bar.boundingBox();
  const x = 200;
  await drag(page, from, { x });
  await eventually(() => assert.match(hash(page), /phases\.3\.start=/));
  const { x: now } = await bar.boundingBox();
  assert.ok(Math.abs(now - before.x - x) < 12, `moved by ${now - before.x} pixels`);
});
