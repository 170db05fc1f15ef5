import type { BenchRow } from './row.ts';
import { burst } from './rows/burst.ts';
import { capture } from './rows/capture.ts';
import { decode } from './rows/decode.ts';
import { halfHourRow } from './rows/half-hour.ts';
import { idle } from './rows/idle.ts';
import { importFile } from './rows/import.ts';
import { largeCli } from './rows/large-cli.ts';
import { largePanel } from './rows/large-panel.ts';
import { page } from './rows/page.ts';
import { panel } from './rows/panel.ts';
import { reading } from './rows/reading.ts';
import { report } from './rows/report.ts';

/** Everything that `npm run bench` measures, in the order in which it is printed. */
export const BENCH_ROWS: readonly BenchRow[] = [
  page,
  idle,
  capture,
  burst,
  decode,
  importFile,
  reading,
  report,
  panel,
  halfHourRow,
  largeCli,
  largePanel,
];
