import { openArchive } from '../../../src/core/trace/archive/read.ts';
import type { KeyRecord, TraceRecord } from '../../../src/core/trace/records.ts';
import { surveySide, type Side } from '../../../src/core/merge/survey/survey-side.ts';
import { runScenario } from '../../lab/scenarios/run-scenario.ts';
import { scenarios } from '../../lab/scenarios/table.ts';
import { bytesOf, gather, pieces } from '../trace/archive/fixtures.ts';

export interface Sides {
  alice: TraceRecord[];
  bob: TraceRecord[];
}

/** What both peers of a lab scenario have recorded. Their clocks are one and the same. */
export async function playBoth(name: string): Promise<Sides> {
  const scenario = scenarios.find((each) => each.name === name);
  if (!scenario) throw new Error(`the lab has no scenario ${name}`);
  const { recordings } = await runScenario(scenario);
  return { alice: await recordsOf(recordings.alice), bob: await recordsOf(recordings.bob) };
}

/** Node's `ws` answers a close frame by calling its own `close` with a Buffer; no page ever sees such a call. */
const fromAPage = (line: string): boolean => !line.includes('"reason":{"type":"Buffer"');

async function recordsOf(lines: readonly string[]): Promise<TraceRecord[]> {
  const { records } = await openArchive(pieces(bytesOf(`${lines.filter(fromAPage).join('\n')}\n`)));
  return gather(records);
}

/** The same recording by a clock that is `offset` ms ahead at the first record and gains `drift` ms for each ms. */
export function byOtherClock(records: readonly TraceRecord[], offset: number, drift = 0): TraceRecord[] {
  const start = records[0]?.t ?? 0;
  return records.map((record) => ({ ...record, t: record.t + offset + drift * (record.t - start) }));
}

export const survey = (records: readonly TraceRecord[]): Promise<Side> => {
  const keys = records.filter((record): record is KeyRecord => record.kind === 'key');
  return surveySide(records, { keys: (conn) => keys.filter((key) => key.conn === conn) });
};
