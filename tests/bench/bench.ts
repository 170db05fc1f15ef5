import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { printed } from './print.ts';
import { keeps, type BenchContext, type Reading } from './row.ts';
import { BENCH_ROWS } from './table.ts';

export interface BenchOptions extends BenchContext {
  /** Only these rows; all where empty. */
  names: readonly string[];
  /** Where bench.json goes. */
  output: string;
}

/** Measures, prints and writes everything. @returns how many gates were missed */
export async function runBench({ names, output, ...context }: BenchOptions): Promise<number> {
  const strangers = names.filter((name) => !BENCH_ROWS.some((row) => row.name === name));
  if (strangers.length > 0)
    throw new Error(`bench: no row ${strangers.join(', ')}; there are ${BENCH_ROWS.map((row) => row.name).join(', ')}`);
  const load = loadavg()[0];
  const readings: Reading[] = [];
  for (const row of BENCH_ROWS) {
    if (names.length > 0 && !names.includes(row.name)) continue;
    context.say(`measuring ${row.name} …`);
    readings.push(...(await row.measure(context)));
  }
  const missed = readings.filter((reading) => keeps(reading) === false).length;
  const gates = readings.filter((reading) => keeps(reading) !== undefined).length;
  context.say(`\n${printed(readings)}\n`);
  context.say(`gates: ${gates - missed} of ${gates} kept${context.scale === 1 ? '' : ` at scale ${context.scale}`}`);
  mkdirSync(output, { recursive: true });
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, load };
  const report = { taken: new Date().toISOString(), machine, scale: context.scale, readings };
  writeFileSync(join(output, 'bench.json'), `${JSON.stringify(report, undefined, 2)}\n`);
  return missed;
}
