import type { Extra, FrameRecord, Json, TraceHeader } from '../trace/records.ts';
import { LONE_CAUSES, type LoneCause } from './merge-report.ts';
import type { SideName } from './of-side.ts';

/** What a recording says of being merged (merge-header.ts, frame-marks.ts). It stands in a file, so nothing of it is sure. */
export interface Merged {
  /** What the two recordings were called. */
  names: Record<SideName, string>;
  /** For each connection that both have, the name of its other end. */
  otherEnds: ReadonlyMap<string, string>;
}

/** Undefined for a recording of one side. */
export function mergedOf(header: TraceHeader | undefined): Merged | undefined {
  const merge = header?.extra?.['merge'];
  if (!isObject(merge)) return undefined;
  const { sides, pairs } = merge;
  const nameOf = (side: SideName): string => {
    const of = isObject(sides) ? sides[side] : undefined;
    return isObject(of) && typeof of['name'] === 'string' ? of['name'] : side;
  };
  const otherEnds = new Map<string, string>();
  for (const pair of Array.isArray(pairs) ? pairs : []) {
    if (!isObject(pair)) continue;
    const { a, b } = pair;
    if (typeof a !== 'string' || typeof b !== 'string') continue;
    otherEnds.set(a, b).set(b, a);
  }
  return { names: { A: nameOf('A'), B: nameOf('B') }, otherEnds };
}

export const sideOfConn = (conn: string): SideName => (conn.startsWith('B/') ? 'B' : 'A');

/** Why a frame has no other end, or that it was changed on the way to it. */
export type Fate = LoneCause | 'altered';

export const FATES: readonly Fate[] = ['altered', ...LONE_CAUSES];

export interface FrameMark {
  pair?: { conn: string; seq: number };
  delayMs?: number;
  fate?: Fate;
}

/** What the merge has written into a frame. */
export function markOf({ extra }: FrameRecord): FrameMark | undefined {
  if (extra === undefined) return undefined;
  const { pair, delayMs, altered, unpaired } = extra;
  const fate = altered === true ? 'altered' : FATES.find((each) => each === unpaired);
  const place = isObject(pair) && typeof pair['conn'] === 'string' && typeof pair['seq'] === 'number';
  if (!place && fate === undefined) return undefined;
  return {
    ...(place ? { pair: { conn: pair['conn'] as string, seq: pair['seq'] as number } } : {}),
    ...(typeof delayMs === 'number' ? { delayMs } : {}),
    ...(fate === undefined ? {} : { fate }),
  };
}

const isObject = (value: Json | undefined): value is Extra =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
