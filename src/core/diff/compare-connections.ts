import type { CloseClass, ConnectionReport } from '../report/report.ts';
import type { DiffSide, Messages } from './collect-side.ts';
import { compareMessages, nameAt, type MessageComparison } from './compare-messages.ts';
import { comparePhases } from './compare-phases.ts';
import type { ConnectionDiff, Outcome, SideLetter, Stretch } from './diff-report.ts';
import { partingOf } from './parting.ts';

/** Ends that mean a failure; the others were meant, and so was staying open. */
const FAILURES: ReadonlySet<CloseClass | 'open'> = new Set(['refused', 'timeout', 'protocol', 'abnormal']);

const NOTHING: Messages = { code: [], seq: [], t: [], phase: [] };
const MOST_STRETCHES = 100;
const MOST_NAMES = 8;

/** Two connections that play the same part, phase by phase and message by message. */
export function compareConnections(
  a: ConnectionReport,
  b: ConnectionReport,
  sideA: DiffSide,
  sideB: DiffSide,
  names: readonly string[],
): ConnectionDiff {
  const partyA = { report: a, messages: sideA.messages.get(a.conn) ?? NOTHING };
  const partyB = { report: b, messages: sideB.messages.get(b.conn) ?? NOTHING };
  const locked = isLocked(a) || isLocked(b);
  const comparison = compareMessages(partyA.messages, partyB.messages, names, locked);
  const phases = comparePhases(a.phases, b.phases, locked);
  const end = { a: outcomeOf(a), b: outcomeOf(b), differs: endsDiffer(a, b) };
  const stretches = stretchesOf(comparison, partyA.messages, partyB.messages, names);
  const differs = end.differs || phases.some((phase) => phase.differs) || stretches.some(({ matters }) => matters);
  const parting = differs ? partingOf(comparison, partyA, partyB, names, end.differs) : undefined;
  return {
    a: a.conn,
    b: b.conn,
    role: a.role === 'unknown' ? b.role : a.role,
    path: a.path === 'unknown' ? b.path : a.path,
    purpose: a.purpose === 'unknown' ? b.purpose : a.purpose,
    differs,
    ...(locked ? { locked } : {}),
    phases,
    messages: { a: partyA.messages.code.length, b: partyB.messages.code.length, common: comparison.common.length },
    stretches: stretches.slice(0, MOST_STRETCHES),
    exact: comparison.exact,
    end,
    ...(parting ? { parting } : {}),
  };
}

const isLocked = ({ encrypted, keyKnown }: ConnectionReport): boolean => encrypted && !keyKnown;

function outcomeOf({ close }: ConnectionReport): Outcome {
  if (!close) return { class: 'open' };
  return { class: close.class, by: close.by, code: close.code, reason: close.reason };
}

function endsDiffer(a: ConnectionReport, b: ConnectionReport): boolean {
  const [ofA, ofB] = [outcomeOf(a).class, outcomeOf(b).class];
  return ofA !== ofB && (FAILURES.has(ofA) || FAILURES.has(ofB));
}

/** The lacks of both sides in the order of their frames. */
function stretchesOf({ gaps }: MessageComparison, a: Messages, b: Messages, names: readonly string[]): Stretch[] {
  return gaps
    .flatMap(({ dir, a: rowsA, b: rowsB, matters }) => [
      ...stretch('a', dir, rowsA, a, matters.a, names),
      ...stretch('b', dir, rowsB, b, matters.b, names),
    ])
    .toSorted((x, y) => x.from - y.from);
}

function stretch(
  only: SideLetter,
  dir: 'in' | 'out',
  rows: readonly number[],
  side: Messages,
  matters: boolean,
  names: readonly string[],
): Stretch[] {
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return [];
  const said = [...new Set(rows.map((row) => nameAt(side, row, names)))].slice(0, MOST_NAMES);
  return [{ only, dir, from: side.seq[first] ?? 0, to: side.seq[last] ?? 0, count: rows.length, names: said, matters }];
}
