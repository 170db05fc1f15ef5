import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportNewest } from '../browser/in-worker.ts';
import { withPanel } from '../browser/with-panel.ts';
import { descendants, privateMb } from '../browser/processes.ts';
import { runCli } from '../cli-run.ts';
import { importInto } from '../import-into.ts';
import { withRecordingFile } from '../recording-file.ts';
import type { BenchContext, BenchRow, Gate, Reading } from '../row.ts';
import { spreadOf } from '../spread.ts';

const FRAME_BYTES = 2000;
/** "Bounded": what the command line may take for a report, whatever it does with two gigabytes. */
const BOUND: Gate = { most: 300 };

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
  await writeFile(phrase, 'correct horse battery staple');
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
    const renderers = await descendants(process.pid, (line) => line.includes('--extension-process'));
    const now = (): number => Math.max(...renderers.map(privateMb));
    const before = now();
    let most = before;
    const sampling = setInterval(() => (most = Math.max(most, now())), 200);
    const readings: Reading[] = [];
    async function step(what: string, work: () => Promise<string>): Promise<void> {
      most = now();
      const start = performance.now();
      const said = await work();
      say(`  panel, ${what}: ${((performance.now() - start) / 1000).toFixed(1)} s, ${said}`);
      readings.push(memory(`panel and its worker, ${frames} frames of ${FRAME_BYTES} B: ${what}`, most - before));
    }
    await step('import', async () => {
      await importInto(page, path, frames);
      return `${((await stat(path)).size / 1e6).toFixed(0)} MB`;
    });
    const script = page.workers().at(-1)?.url() ?? '';
    for (const level of ['shapes', 'fields', 'none'] as const) {
      await step(`export at ${level}, sealed`, async () => {
        const choice = { format: 'onetrace', level, keys: false, seal: { passphrase: 'correct horse' } } as const;
        const { bytes, told } = await page.evaluate(exportNewest, { script, choice });
        return `${(bytes / 1e6).toFixed(0)} MB, progress told ${told} times`;
      });
    }
    clearInterval(sampling);
    return readings;
  });

const memory = (what: string, mb: number, gate?: Gate): Reading => ({
  what: `${what}: memory`,
  unit: 'MB',
  ours: spreadOf([mb]),
  ...(gate ? { gate } : {}),
});
