import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { exportSealed, PASSPHRASE } from '../browser/export-sealed.ts';
import { openRecording } from '../browser/in-panel.ts';
import { peakMemory } from '../browser/peak-memory.ts';
import { descendants } from '../browser/processes.ts';
import { withPanel } from '../browser/with-panel.ts';
import { runCli } from '../cli-run.ts';
import { allListed, importInto } from '../import-into.ts';
import { withRecordingFile } from '../recording-file.ts';
import type { BenchContext, BenchRow, Gate, Reading } from '../row.ts';
import { spreadOf } from '../spread.ts';

const FRAME_BYTES = 2000;
/** "Bounded": what the command line may take for a report, whatever it does with two gigabytes. */
const BOUND: Gate = { most: 300 };
/**
 * The panel holds columns and, up to 134 MB, what text filters search; V8 lets several times that come together as garbage before it
 * collects, and a passphrase takes 134 MB while it becomes a key. Chosen after import and export of a million had been measured (821, 878 MB).
 */
const panelBound = (frames: number): Gate => ({ most: 750 + (frames * 250) / 1e6 });
/** What leaves goes to the disk, not into a Blob, which the browser's own process would hold. */
const BROWSER_BOUND: Gate = { most: 150 };

/** A recording of two gigabytes: taken in, exported at each level, sealed, opened again; what counts is the memory. */
export const large: BenchRow = {
  name: 'large',
  async measure(context) {
    const frames = 1_000_000 * context.scale;
    return withRecordingFile({ frames, size: FRAME_BYTES }, async (path) => [
      ...(await inCli(path, frames, context)),
      ...(await inPanel(path, frames, context)),
    ]);
  },
};

async function inCli(path: string, frames: number, { root, say }: BenchContext): Promise<Reading[]> {
  const folder = await mkdtemp(join(tmpdir(), 'one-trace-large-'));
  const phrase = join(folder, 'phrase');
  const out = join(folder, 'out.onetrace');
  await writeFile(phrase, PASSPHRASE);
  const readings: Reading[] = [];
  async function run(what: string, args: readonly string[]): Promise<void> {
    const { ms, maxMb } = await runCli(root, args);
    say(`  ${what}: ${(ms / 1000).toFixed(1)} s, ${maxMb.toFixed(0)} MB`);
    readings.push(memory(`command line, ${frames} frames of ${FRAME_BYTES} B: ${what}`, maxMb, BOUND));
  }
  try {
    const seal = ['--seal-passphrase-file', phrase];
    for (const level of ['shapes', 'fields', 'none']) {
      const secrets = level === 'none' ? ['--include-secrets'] : [];
      const args = ['convert', path, '--to', 'onetrace', '-o', out, '--redact', level, ...secrets, ...seal];
      await run(`export at ${level}, sealed`, args);
    }
    await run('the sealed file opened and reported', ['report', out, '--json', '--passphrase-file', phrase]);
  } finally {
    await rm(folder, { recursive: true });
  }
  return readings;
}

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

const memory = (what: string, mb: number, gate?: Gate): Reading => ({
  what: `${what}: memory`,
  unit: 'MB',
  ours: spreadOf([mb]),
  ...(gate ? { gate } : {}),
});
