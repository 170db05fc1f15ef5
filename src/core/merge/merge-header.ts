import { createHeader } from '../trace/archive/header.ts';
import type { Extra, TraceHeader } from '../trace/records.ts';
import type { Clock } from './clock/clock.ts';
import { rounded } from './delays.ts';
import type { MergeReport } from './merge-report.ts';

const LEVELS: readonly TraceHeader['redaction'][] = ['none', 'fields', 'shapes'];
const PPM = 1e6;

/** One of the recordings that were merged. */
export interface MergedSide {
  name: string;
  header: TraceHeader;
}

/**
 * The header of a merged recording. Its member `merge` names the sides, the pairs of connections, and how B's clock ran: whoever wants B's own times
 * back adds `offsetMs + driftPpm · 1e-6 · (t − at)`, by the last piece that begins at or before `t`.
 * @param created ISO 8601
 */
export function mergeHeader(
  a: MergedSide,
  b: MergedSide,
  clock: Clock,
  { connections, matched }: MergeReport,
  created: string,
): TraceHeader {
  const redaction = LEVELS.find((level) => level === a.header.redaction || level === b.header.redaction) ?? 'none';
  const merge: Extra = {
    sides: { A: sideOf(a), B: sideOf(b) },
    clock: clock.pieces.map(({ fromA, at, offset, drift, uncertainty }) => ({
      ...(Number.isFinite(fromA) ? { from: fromA } : {}),
      at,
      offsetMs: rounded(offset),
      driftPpm: rounded(drift * PPM),
      ...(uncertainty === undefined ? {} : { uncertaintyMs: rounded(Math.abs(uncertainty)) }),
    })),
    pairs: connections.map((pair) => ({ a: pair.a, b: pair.b })),
    matched,
  };
  return { ...createHeader({ created, redaction }), extra: { merge } };
}

/** What the header of a side says, its own unknown members included. */
function sideOf({ name, header: { format: _, version: __, extra, ...rest } }: MergedSide): Extra {
  return { ...extra, ...rest, name };
}
