// How long the built page takes from a step of a slider until all charts in view are redrawn, with
// the CPU slowed down four times. The page measures itself: see MEASURE.
import { launch } from './chromium.mjs';
import { serve } from '../tests/e2e/server.mjs';

// What the page records after every change, from the time stamp of the event to the last chart.
const MEASURE = 'headroom:redraw';
const STEPS = 320;
const SLOWER = 4;
const DEADLINE = 5000;
const ENGINE_DEADLINE = 60_000;

/** Screens to measure on: a usual one, and one so tall that nothing is out of view and waits. */
export const SCREENS = [
  { what: 'charts in view', viewport: { width: 1440, height: 900 } },
  { what: 'all charts in view', viewport: { width: 1440, height: 2600 }, all: true },
];

/** Steps through every slider in view by the arrow keys. */
export async function measurePage({ viewport, all = false }) {
  const site = await serve();
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport });
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(site.base);
    await page.locator('#boot').waitFor({ state: 'detached' });
    // As a founder finds it: with uncertain ranges, which every step has worked out anew.
    await page.locator('.odds:not(.old)', { hasText: /^Of [0-9,]+ possible/ }).waitFor({ timeout: ENGINE_DEADLINE });
    if (all) {
      const charts = await page.locator('canvas').all();
      const boxes = await Promise.all(charts.map((chart) => chart.boundingBox()));
      if (!boxes.every((box) => box && box.y >= 0 && box.y + box.height <= viewport.height)) {
        throw new Error(`not every chart is in view on ${viewport.width} × ${viewport.height}`);
      }
    }
    const sliders = await page.locator('input[type=range]:visible').all();
    if (sliders.length === 0) throw new Error('the page shows no slider');
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });

    const durations = [];
    for (let turn = 0; durations.length < STEPS; turn++) {
      const slider = sliders[turn % sliders.length];
      await slider.focus();
      // There and back, so that no slider stands at its end for long.
      const keys = turn % 2 ? ['ArrowLeft', 'ArrowLeft', 'ArrowRight', 'ArrowRight']
        : ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowLeft'];
      for (const key of keys) {
        const before = await slider.inputValue();
        await page.evaluate((name) => performance.clearMeasures(name), MEASURE);
        await page.keyboard.press(key);
        // A slider at its end does not move, and nothing is redrawn.
        if (await slider.inputValue() === before) continue;
        durations.push(await redrawn(page, `${await slider.getAttribute('aria-label')}, ${key}`, errors));
      }
    }
    durations.sort((a, b) => a - b);
    const at = (share) => durations[Math.ceil(share * durations.length) - 1];
    return { steps: durations.length, median: at(0.5), percentile95: at(0.95) };
  } finally {
    await browser.close();
    await site.close();
  }
}

/** The duration of the redraw that the last key caused. */
async function redrawn(page, step, errors) {
  const measured = await page.waitForFunction((name) => {
    const entry = performance.getEntriesByName(name, 'measure').at(-1);
    return entry && { duration: entry.duration };
  }, MEASURE, { timeout: DEADLINE }).catch(() => {
    throw new Error([`the page did not record the measure "${MEASURE}" after ${step}`, ...errors].join('\n'));
  });
  return (await measured.jsonValue()).duration;
}
