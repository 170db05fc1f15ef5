import { markOf, mergedOf, sideOfConn } from '../merge/merged.ts';
import type { Extra, FrameRecord, TraceHeader } from '../trace/records.ts';
import type { Mask } from './mask.ts';
import { redactRecordName } from './record-name.ts';

/** What a merge has written into a frame (frame-marks.ts), its known members alone: what was lost or altered on the way is told by nothing else. */
export function redactMark(frame: FrameRecord, mask: Mask): { extra?: Extra } {
  const mark = markOf(frame);
  if (mark === undefined) return {};
  const { pair, delayMs, fate } = mark;
  return {
    extra: {
      ...(pair === undefined ? {} : { pair: { conn: redactRecordName(pair.conn, mask), seq: pair.seq } }),
      ...(delayMs === undefined ? {} : { delayMs }),
      ...(fate === undefined ? {} : fate === 'altered' ? { altered: true } : { unpaired: fate }),
    },
  };
}

/** That a recording has two sides, and which connections are the two ends of one. What the files were called stays here. */
export function redactMerge(header: TraceHeader, mask: Mask): { extra?: Extra } {
  const merged = mergedOf(header);
  if (merged === undefined) return {};
  const name = (conn: string): string => redactRecordName(conn, mask);
  const pairs = [...merged.otherEnds].filter(([conn]) => sideOfConn(conn) === 'A');
  return { extra: { merge: { sides: { A: {}, B: {} }, pairs: pairs.map(([a, b]) => ({ a: name(a), b: name(b) })) } } };
}
