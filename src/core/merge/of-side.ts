import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../crypto/hex.ts';
import type { Extra, Json, TraceRecord } from '../trace/records.ts';

/**
 * A record of one side as it stands in the merged recording: with the side in front of the names that records refer to each other by, and on the
 * clock that `timeOf` leads to. Everything else stays.
 */
export function ofSide(record: TraceRecord, side: SideName, timeOf: (t: number) => number): TraceRecord {
  if (record.kind === 'foreign')
    return { ...record, t: timeOf(record.t), extra: foreignOfSide(record.extra, side, timeOf) };
  const own = { ...record, t: timeOf(record.t) };
  if ('conn' in own && own.conn !== undefined) own.conn = sideName(side, own.conn);
  if ('page' in own && own.page !== undefined) own.page = sideName(side, own.page);
  if ('parent' in own && own.parent !== undefined) own.parent = sideName(side, own.parent);
  // Channels of one RTCPeerConnection; two pages count theirs alike.
  if ('peer' in own && own.peer !== undefined) own.peer = sideName(side, own.peer);
  if (own.kind === 'note' && own.about) own.about = { ...own.about, conn: sideName(side, own.about.conn) };
  if (own.kind === 'page' && own.timeOrigin !== undefined) own.timeOrigin = timeOf(own.timeOrigin);
  if (own.extra) own.extra = namesOfSide(own.extra, side);
  return own;
}

/** Of a kind that is not known, the members that mean the same in every kind. */
function foreignOfSide(extra: Extra, side: SideName, timeOf: (t: number) => number): Extra {
  const t = extra['t'];
  return { ...namesOfSide(extra, side), ...(typeof t === 'number' ? { t: timeOf(t) } : {}) };
}

function namesOfSide(extra: Extra, side: SideName): Extra {
  const named = (member: string, value: Json | undefined): Extra =>
    typeof value === 'string' ? { [member]: sideName(side, value) } : {};
  return {
    ...extra,
    ...named('conn', extra['conn']),
    ...named('page', extra['page']),
    ...pairOfSide(extra['pair'], side),
  };
}

/** Of a recording that was merged before. */
function pairOfSide(pair: Json | undefined, side: SideName): Extra {
  if (typeof pair !== 'object' || pair === null || Array.isArray(pair)) return {};
  const { conn } = pair;
  return typeof conn === 'string' ? { pair: { ...pair, conn: sideName(side, conn) } } : {};
}

export type SideName = 'A' | 'B';

/** Names that records refer to each other by have at most 256 characters (record-schema.ts). */
const LONGEST = 256;
const KEPT = 200;

/** A name of one side in a merged recording: `A/ws3`. What would become too long ends in a hash, so that no two names become one. */
export function sideName(side: SideName, name: string): string {
  const whole = `${side}/${name}`;
  if (whole.length <= LONGEST) return whole;
  return `${whole.slice(0, KEPT)}~${toHex(sha256(new TextEncoder().encode(name)).subarray(0, 16))}`;
}
