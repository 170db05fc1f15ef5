import type { Channel } from '../../core/contract/channel.ts';
import type { Letter, PairCommand, PairEvent, SideOrigin } from '../../core/contract/two-recordings.ts';
import { collectSide } from '../../core/diff/collect-side.ts';
import { compareSides } from '../../core/diff/compare-sides.ts';
import { reportMerge } from '../../core/merge/build-report.ts';
import { mergeHeader } from '../../core/merge/merge-header.ts';
import { mergeRecords, onClockOfA } from '../../core/merge/merge-records.ts';
import type { MergeReport } from '../../core/merge/merge-report.ts';
import { cannotMerge } from '../../core/merge/merge-text.ts';
import { ofSide } from '../../core/merge/of-side.ts';
import { planMerge, type MergePlan } from '../../core/merge/pairing/plan.ts';
import type { Clock } from '../../core/merge/clock/clock.ts';
import { createNames } from '../../core/merge/survey/message-names.ts';
import { surveySide, type Side } from '../../core/merge/survey/survey-side.ts';
import { writeArchive } from '../../core/trace/archive/write.ts';
import type { KeyRecord } from '../../core/trace/records.ts';
import type { TraceStore } from '../../core/store/store.ts';
import { gatherFile } from './gather-file.ts';
import { troubleOf } from './recording-file.ts';
import { openSide, type SideSource } from './side-source.ts';

/** A merge that waits to be accepted. */
interface Found {
  a: SideSource;
  b: SideSource;
  plan: MergePlan;
  clock: Clock;
  report: MergeReport;
}

/** Merges and compares recordings for one panel. It is stopped by ending the worker. Returns the undo. */
export function serveTwoRecordings(
  { post, listen }: Channel<PairEvent, PairCommand>,
  store: TraceStore | undefined,
): () => void {
  let found: Found | undefined;

  const open = (side: Letter, origin: SideOrigin): Promise<SideSource> => attempt(side, () => openSide(origin, store));
  const reading = (side: Letter) => (records: number) => post({ type: 'reading', side, records });
  const survey = (side: Letter, { records, keysOf }: SideSource): Promise<Side> =>
    attempt(side, () => surveySide(records(), { keys: keysOf, onProgress: reading(side) }));

  async function merge(originA: SideOrigin, originB: SideOrigin): Promise<void> {
    const a = await open('a', originA);
    const b = await open('b', originB);
    const plan = planMerge(await survey('a', a), await survey('b', b));
    const { clock, sameWay } = plan;
    if (clock === undefined) throw new Error(cannotMerge(sameWay, a.name, b.name));
    const report = reportMerge(plan, clock);
    found = { a, b, plan, clock, report };
    post({ type: 'merge', report });
  }

  async function compare(originA: SideOrigin, originB: SideOrigin): Promise<void> {
    const names = createNames();
    const collect = (side: Letter, { records, keysOf }: SideSource) =>
      attempt(side, () => collectSide(records(), { keys: keysOf, names, onProgress: reading(side) }));
    const a = await collect('a', await open('a', originA));
    const b = await collect('b', await open('b', originB));
    post({ type: 'compare', report: compareSides(a, b, names.all) });
  }

  async function write(): Promise<void> {
    if (found === undefined) throw new Error('nothing was merged yet');
    const { a, b, plan, clock, report } = found;
    const header = mergeHeader(a, b, clock, report, new Date().toISOString());
    const onProgress = (records: number): void => post({ type: 'writing', records });
    const records = mergeRecords(plan, clock, a.records(), b.records(), { onProgress });
    const file = await gatherFile(writeArchive(header, records), 'application/gzip', () => undefined);
    post({ type: 'written', file, keys: [...keysOfSide(a, 'A', (t) => t), ...keysOfSide(b, 'B', onClockOfA(clock))] });
  }

  async function run(command: PairCommand): Promise<void> {
    try {
      if (command.type === 'write') await write();
      else await (command.type === 'merge' ? merge : compare)(command.a, command.b);
    } catch (error) {
      const side = error instanceof SideError ? error.side : undefined;
      const trouble = troubleOf(error instanceof SideError ? error.cause : error);
      post({ type: 'failed', ...(side ? { side } : {}), trouble });
    }
  }
  return listen((command) => void run(command));
}

/** Keys of the panel's memory by their names in the merged recording: its file holds blanks in their places. */
function keysOfSide({ lent }: SideSource, side: 'A' | 'B', timeOf: (t: number) => number): KeyRecord[] {
  return lent.flatMap((key) => {
    const own = ofSide(key, side, timeOf);
    return own.kind === 'key' ? [own] : [];
  });
}

/** Says which of the two it is about. */
class SideError extends Error {
  readonly side: Letter;
  constructor(side: Letter, cause: unknown) {
    super(`recording ${side}`, { cause });
    this.side = side;
  }
}

async function attempt<T>(side: Letter, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new SideError(side, error);
  }
}
