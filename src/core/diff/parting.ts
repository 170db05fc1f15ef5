import type { ConnectionReport } from '../report/report.ts';
import { CODE, type Messages } from './collect-side.ts';
import { nameAt, type Common, type MessageComparison, type MessageGap } from './compare-messages.ts';
import type { Next, Parting, SideLetter } from './diff-report.ts';

/** One side of a compared connection. */
export interface Party {
  report: ConnectionReport;
  messages: Messages;
}

/**
 * Where the messages of two connections first part: at the first message of a handshake that one of them lacks; where they lack none, where one
 * of them falls silent; where neither does, at their ends. Undefined where these are alike as well.
 */
export function partingOf(
  { common, gaps }: MessageComparison,
  a: Party,
  b: Party,
  names: readonly string[],
  endsDiffer: boolean,
): Parting | undefined {
  const telling = gaps.filter(({ matters }) => matters.a || matters.b);
  const silent = gaps.filter((gap) => gap.isLast && (gap.a.length === 0 || gap.b.length === 0));
  const first = earliest(telling.length > 0 ? telling : silent);
  if (!first && !endsDiffer) return undefined;
  const after = first ? lastBefore(first, common) : common.at(-1);
  const next = (party: Party, side: SideLetter, from: number | undefined): Next =>
    nextOf(party, from, first?.[side][0] ?? firstLackAfter(gaps, side, from), names);
  return {
    ...(after ? { after: placeOf(after, a, b, names) } : {}),
    a: next(a, 'a', after?.[0]),
    b: next(b, 'b', after?.[1]),
  };
}

/** In the order of A; what only B has comes right after what both have. */
function earliest(gaps: readonly MessageGap[]): MessageGap | undefined {
  const placed = gaps.map((gap) => ({
    gap,
    a: gap.a[0] ?? (gap.before?.[0] ?? -1) + 0.5,
    b: gap.b[0] ?? Infinity,
  }));
  return placed.toSorted((x, y) => x.a - y.a || x.b - y.b)[0]?.gap;
}

function lastBefore(gap: MessageGap, common: readonly Common[]): Common | undefined {
  const [beforeA = Infinity] = gap.a;
  const [beforeB = Infinity] = gap.b;
  return common.findLast(([a, b]) => a < beforeA && b < beforeB);
}

function firstLackAfter(gaps: readonly MessageGap[], side: SideLetter, from = -1): number | undefined {
  let first: number | undefined;
  for (const gap of gaps)
    for (const row of gap[side]) if (row > from && (first === undefined || row < first)) first = row;
  return first;
}

const placeOf = ([a, b]: Common, ofA: Party, ofB: Party, names: readonly string[]): NonNullable<Parting['after']> => ({
  name: nameAt(ofA.messages, a, names),
  a: ofA.messages.seq[a] ?? 0,
  b: ofB.messages.seq[b] ?? 0,
});

/** What came next: this message, or the end. */
function nextOf(
  { report, messages }: Party,
  from: number | undefined,
  row: number | undefined,
  names: readonly string[],
): Next {
  const since = from === undefined ? report.opened : (messages.t[from] ?? 0);
  if (row !== undefined) {
    const dir = ((messages.code[row] ?? 0) & CODE.out) !== 0 ? 'out' : 'in';
    const afterMs = (messages.t[row] ?? 0) - since;
    return { kind: 'message', seq: messages.seq[row] ?? 0, dir, name: nameAt(messages, row, names), afterMs };
  }
  if (!report.close) return { kind: 'nothing' };
  return { kind: 'close', ...report.close, afterMs: (report.ended ?? since) - since };
}
