import type { Page } from 'playwright';
import { exportSealed, PASSPHRASE } from '../browser/export-sealed.ts';
import { openRecording } from '../browser/in-panel.ts';
import { peakMemory } from '../browser/peak-memory.ts';
import { descendants } from '../browser/processes.ts';
import { withPanel } from '../browser/with-panel.ts';
import { allListed, importInto } from '../import-into.ts';
import type { BenchContext, BenchRow, Gate, Reading } from '../row.ts';
import { FRAME_BYTES, memory, withLargeFile } from '../large-file.ts';

/**
 * The panel holds columns and, up to 134 MB, what text filters search; V8 lets several times that come together as garbage before it
 * collects, and a passphrase takes 134 MB while it becomes a key. Chosen after import and export of a million had been measured (821, 878 MB).
 */
const panelBound = (frames: number): Gate => ({ most: 750 + (frames * 250) / 1e6 });
/** What leaves goes to the disk, not into a Blob, which the browser's own process would hold. */
const BROWSER_BOUND: Gate = { most: 150 };

/** Two gigabytes in the panel: taken in, exported at each level through the sheet, opened from the list, the sealed file taken in. */
export const largePanel: BenchRow = {
  name: 'large-panel',
  measure: (context) => withLargeFile(context, (path, frames) => inPanel(path, frames, context)),
};

const inPanel = (path: string, frames: number, { root, say }: BenchContext): Promise<Reading[]> =>
  withPanel(root, async (page) => {
    const renderers = peakMemory(await descendants(process.pid, (line) => line.includes('--extension-process')));
    const browser = peakMemory(await descendants(process.pid, isBrowser));
    const readings: Reading[] = [];
    async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
      const start = performance.now();
      const { mb, made: inner } = await renderers.during(() => browser.during(work));
      say(
        `  panel, ${what}: ${((performance.now() - start) / 1000).toFixed(1)} s, ${mb.toFixed(0)} MB, browser ${inner.mb.toFixed(0)} MB, ${JSON.stringify(inner.made)}`,
      );
      const row = `${frames} frames of ${FRAME_BYTES} B: ${what}`;
      readings.push(memory(`panel and its worker, ${row}`, mb, panelBound(frames)));
      readings.push(memory(`the browser's own process, ${row}`, inner.mb, BROWSER_BOUND));
      return inner.made;
    }
    await step('import', () => importInto(page, path, frames));
    // Before anything without keys is open: locked frames are less work.
    for (const level of ['shapes', 'fields'] as const)
      await step(`export at ${level}, sealed`, () => exportSealed(page, level));
    const { path: sealed } = await step('export at none, sealed', () => exportSealed(page, 'none'));
    await step('opened from the list', () => openNewest(page, frames));
    await step('the sealed file imported, without keys', async () => {
      await page.reload();
      return importInto(page, sealed, frames, PASSPHRASE);
    });
    return readings;
  });

const isBrowser = (line: string): boolean => line.includes('--user-data-dir') && !line.includes('--type=');

async function openNewest(page: Page, frames: number): Promise<number> {
  await page.reload();
  await page.getByRole('tab', { name: 'Recordings' }).click();
  await page.locator('.recordings-list [role=option]').first().waitFor();
  const { whole } = await page.evaluate(openRecording, '.recordings-list [role=option]');
  await allListed(page, frames);
  return whole;
}
