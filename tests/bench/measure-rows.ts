import type { BenchContext, BenchRow, Reading } from './row.ts';

/** What became of one row. */
export interface RowRun {
  name: string;
  seconds: number;
  readings: readonly Reading[];
  /** Why it came to nothing; absent where it came to an end. */
  failed?: string;
}

/**
 * Measures one row after the other, and says how long each took. A row that throws is a failed row: those behind it are measured all the same.
 * @param seen hears after every row what there is so far, so that a run that ends early has not measured in vain
 */
export async function measureRows(
  rows: readonly BenchRow[],
  context: BenchContext,
  seen: (soFar: readonly RowRun[]) => void,
): Promise<readonly RowRun[]> {
  const runs: RowRun[] = [];
  for (const row of rows) {
    context.say(`measuring ${row.name} …`);
    const start = performance.now();
    const outcome = await outcomeOf(row, context);
    const run = { name: row.name, seconds: Math.round((performance.now() - start) / 100) / 10, ...outcome };
    context.say(`${run.name}: ${outcome.failed === undefined ? '' : `FAILED after `}${run.seconds} s`);
    runs.push(run);
    seen(runs);
  }
  return runs;
}

async function outcomeOf(row: BenchRow, context: BenchContext): Promise<Pick<RowRun, 'readings' | 'failed'>> {
  try {
    return { readings: await row.measure(context) };
  } catch (error) {
    const failed = error instanceof Error ? (error.stack ?? error.message) : String(error);
    context.say(failed);
    return { readings: [], failed };
  }
}
