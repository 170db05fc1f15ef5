import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { heapsOf } from '../browser/heaps.ts';
import { withPanel } from '../browser/with-panel.ts';
import { halfHour, type HalfHourCount } from '../half-hour.ts';
import { grouped, importInto } from '../import-into.ts';
import { withRecordsOnDisk } from '../recording-file.ts';
import type { BenchContext, BenchRow, Reading } from '../row.ts';
import { spreadOf } from '../spread.ts';

const TIMES = [1, 1000];
/** What the panel may hold, in MB: empty, the text that is searched (src/devtools/worker/text-blocks.ts), and bytes for each message. */
const EMPTY_MB = 16;
const TEXT_MB = 134;
const PAGE_BYTES = 128;
const WORKER_BYTES = 32;

/** The seed document's half hour, and a thousand times that, in the built panel: what it holds, and whether it counts as the generator does. */
export const halfHourRow: BenchRow = {
  name: 'half-hour',
  async measure(context) {
    const readings: Reading[] = [];
    for (const times of TIMES) readings.push(...(await readingsOf(times === 1 ? 1 : times * context.scale, context)));
    return readings;
  },
};

async function readingsOf(times: number, { root, say }: BenchContext): Promise<Reading[]> {
  let truth: HalfHourCount | undefined;
  function* records(): Generator<TraceRecord> {
    truth = yield* halfHour(times);
  }
  return withRecordsOnDisk(records(), async (path) => {
    if (!truth) throw new Error('nothing was made');
    const frames = truth.messages.in + truth.messages.out;
    const heaps = await inPanel(path, truth, root);
    say(`  ${frames} messages on ${truth.connections} connections: counted as they were made`);
    const row = (what: string, mb: number, most: number): Reading => ({
      what: `half an hour × ${times}, ${frames} messages: ${what}`,
      unit: 'MB',
      ours: spreadOf([mb]),
      gate: { most },
    });
    return [
      row('heap of the page', heaps.page, EMPTY_MB + (PAGE_BYTES * frames) / 1e6),
      row('heap of the workers', heaps.workers, EMPTY_MB + TEXT_MB + (WORKER_BYTES * frames) / 1e6),
    ];
  });
}

const inPanel = (path: string, { connections, messages }: HalfHourCount, root: string) =>
  withPanel(root, async (page, { endpoint }) => {
    const frames = messages.in + messages.out;
    await importInto(page, path, frames);
    await page.getByRole('tab', { name: 'Stats' }).click();
    const transport = page.getByRole('row').filter({ hasText: 'to an unknown end' });
    await transport.getByText(grouped(connections), { exact: true }).waitFor();
    await transport.getByText(grouped(frames), { exact: true }).waitFor();
    return heapsOf(endpoint, page.url());
  });
