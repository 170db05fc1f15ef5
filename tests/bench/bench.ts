import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { measureRows } from './measure-rows.ts';
import { printed } from './print.ts';
import { keeps, type BenchContext, type BenchRow } from './row.ts';
import { BENCH_ROWS } from './table.ts';

export interface BenchOptions extends BenchContext {
  /** Only these rows; all where empty. */
  names: readonly string[];
  /** Where bench.json goes: it is written after every row. */
  output: string;
  /** What there is to measure; everything unless a test says otherwise. */
  table?: readonly BenchRow[];
}

/** Gates that were missed, and the names of rows that broke. */
export interface BenchOutcome {
  missed: number;
  failed: readonly string[];
}

/** Measures, prints and writes everything. */
export async function runBench({ names, output, table = BENCH_ROWS, ...context }: BenchOptions): Promise<BenchOutcome> {
  const strangers = names.filter((name) => !table.some((row) => row.name === name));
  if (strangers.length > 0)
    throw new Error(`bench: no row ${strangers.join(', ')}; there are ${table.map((row) => row.name).join(', ')}`);
  const rows = table.filter(({ name }) => names.length === 0 || names.includes(name));
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, load: loadavg()[0] };
  mkdirSync(output, { recursive: true });
  const runs = await measureRows(rows, context, (soFar) => {
    const readings = soFar.flatMap((run) => run.readings);
    const told = soFar.map(({ name, seconds, failed }) => ({ name, seconds, failed }));
    const report = { taken: new Date().toISOString(), machine, scale: context.scale, rows: told, readings };
    writeFileSync(join(output, 'bench.json'), `${JSON.stringify(report, undefined, 2)}\n`);
  });
  const readings = runs.flatMap((run) => run.readings);
  const missed = readings.filter((reading) => keeps(reading) === false).length;
  const gates = readings.filter((reading) => keeps(reading) !== undefined).length;
  const failed = runs.filter((run) => run.failed !== undefined).map(({ name }) => name);
  context.say(`\n${printed(readings)}\n`);
  context.say(`gates: ${gates - missed} of ${gates} kept${context.scale === 1 ? '' : ` at scale ${context.scale}`}`);
  if (failed.length > 0) context.say(`FAILED rows, whose gates are not among these: ${failed.join(', ')}`);
  return { missed, failed };
}
