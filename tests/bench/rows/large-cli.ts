import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PASSPHRASE } from '../browser/export-sealed.ts';
import { runCli } from '../cli-run.ts';
import type { BenchContext, BenchRow, Gate, Reading } from '../row.ts';
import { FRAME_BYTES, memory, withLargeFile } from '../large-file.ts';

/** "Bounded": what the command line may take for a report, whatever it does with two gigabytes. */
const BOUND: Gate = { most: 300 };

/** Two gigabytes in the command line: exported at each level, sealed, reported from the sealed file; what counts is the memory. */
export const largeCli: BenchRow = {
  name: 'large-cli',
  measure: (context) => withLargeFile(context, (path, frames) => inCli(path, frames, context)),
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
