import { join } from 'node:path';
import { launchChromium } from '../../e2e/chromium/launch.ts';
import { filterFor, openRecording, scrollThrough } from '../browser/in-panel.ts';
import { grouped, importInto } from '../import-into.ts';
import { withRecordingFile } from '../recording-file.ts';
import type { BenchContext, BenchRow, Gate, Reading } from '../row.ts';
import { spreadOf } from '../spread.ts';

interface Gates {
  open?: Gate;
  filter?: Gate;
  scroll?: Gate;
  heap?: Gate;
}

const SIZES: readonly [frames: number, gates: Gates][] = [
  [10_000, {}],
  [100_000, { open: { most: 1000 }, filter: { most: 100 }, scroll: { most: 50 }, heap: { most: 120 } }],
  [1_000_000, { open: { most: 3000 }, filter: { most: 400 } }],
];

/** The built panel over a stored recording of 200 B frames. */
export const panel: BenchRow = {
  name: 'panel',
  async measure(context) {
    const readings: Reading[] = [];
    for (const [frames, gates] of SIZES) readings.push(...(await panelOver(frames * context.scale, gates, context)));
    return readings;
  },
};

const panelOver = (frames: number, gates: Gates, { root, say }: BenchContext): Promise<Reading[]> =>
  withRecordingFile({ frames, size: 200 }, async (path) => {
    const chromium = await launchChromium({
      extension: join(root, 'dist/chrome-test'),
      look: { dock: 'bottom', theme: 'light' },
      headless: true,
    });
    try {
      const page = await chromium.context.newPage();
      await page.setViewportSize({ width: 1280, height: 420 });
      await page.goto(`chrome-extension://${chromium.extensionId}/src/devtools/panel.html`);
      const imported = await importInto(page, path, frames);
      say(`  ${frames} frames: imported in ${(imported / 1000).toFixed(1)} s`);
      await page.reload();
      await page.getByRole('tab', { name: 'Recordings' }).click();
      await page.locator('.recordings button.link').first().waitFor();
      const { first, whole } = await page.evaluate(openRecording, '.recordings button.link');
      const all = `${grouped(frames)} of ${grouped(frames)} messages`;
      await page.getByText(all).waitFor();
      const half = `: ${grouped(frames / 2)} of`;
      const filters: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        filters.push(await page.evaluate(filterFor, { text: 'name:chum.request', expected: half }));
        await page.evaluate(filterFor, { text: '', expected: all });
      }
      const longest = await page.evaluate(scrollThrough, 200);
      const session = await page.context().newCDPSession(page);
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      const row = (what: string, unit: string, figures: number[], gate?: Gate): Reading => ({
        what: `panel, ${frames} frames: ${what}`,
        unit,
        ours: spreadOf(figures),
        ...(gate ? { gate } : {}),
      });
      return [
        row('first screen', 'ms', [first], gates.open),
        row('all read', 'ms', [whole]),
        row('filter key', 'ms', filters, gates.filter),
        row('longest task while scrolling', 'ms', [longest], gates.scroll),
        row('heap of the panel', 'MB', [usedSize / 1e6], gates.heap),
      ];
    } finally {
      await chromium.close();
    }
  });
