import type { Phase } from '../dissect/dissection.ts';
import { CODE, type Messages } from './collect-side.ts';
import { commonOrder } from './common-order.ts';

/** A message that both sides have: indexes into their messages. */
export type Common = readonly [a: number, b: number];

/** Messages of one direction that stand between two common ones and that only one side has, by index. Not both lists are empty. */
export interface MessageGap {
  dir: 'in' | 'out';
  a: number[];
  b: number[];
  /** The common one of this direction before it. */
  before: Common | undefined;
  matters: { a: boolean; b: boolean };
  /** The direction ends with it. */
  isLast: boolean;
}

export interface MessageComparison {
  /** In the order of A. */
  common: Common[];
  gaps: MessageGap[];
  exact: boolean;
}

/**
 * Compares each direction for itself: how the two interleave is a matter of chance (PROTOCOL §14.7).
 * @param locked takes every encrypted message for the same, since one side cannot open them
 */
export function compareMessages(
  a: Messages,
  b: Messages,
  names: readonly string[],
  locked: boolean,
): MessageComparison {
  const result: MessageComparison = { common: [], gaps: [], exact: true };
  const saidByA = new Set(a.code);
  const saidByB = new Set(b.code);
  for (const dir of ['out', 'in'] as const) {
    const rowsA = rowsOf(a, dir);
    const rowsB = rowsOf(b, dir);
    const { pairs, exact } = commonOrder(codesOf(a, rowsA, locked), codesOf(b, rowsB, locked));
    result.exact &&= exact;
    let [fromA, fromB] = [0, 0];
    let before: Common | undefined;
    for (const [toA, toB] of [...pairs, [rowsA.length, rowsB.length] as const]) {
      if (toA > fromA || toB > fromB) {
        const [ownA, ownB] = [rowsA.slice(fromA, toA), rowsB.slice(fromB, toB)];
        const matters = {
          a: ownA.some((row) => doesMatter(a, row, saidByB, names)),
          b: ownB.some((row) => doesMatter(b, row, saidByA, names)),
        };
        result.gaps.push({
          dir,
          a: ownA,
          b: ownB,
          before,
          matters,
          isLast: toA === rowsA.length && toB === rowsB.length,
        });
      }
      before = [rowsA[toA] ?? 0, rowsB[toB] ?? 0];
      [fromA, fromB] = [toA + 1, toB + 1];
    }
    for (const [x, y] of pairs) result.common.push([rowsA[x] ?? 0, rowsB[y] ?? 0]);
  }
  result.common.sort((x, y) => x[0] - y[0]);
  return result;
}

function rowsOf({ code }: Messages, dir: 'in' | 'out'): number[] {
  const rows: number[] = [];
  code.forEach((each, row) => {
    if (((each & CODE.out) !== 0) === (dir === 'out')) rows.push(row);
  });
  return rows;
}

/** Instead of the name of an encrypted message. */
const ANY_SEALED = -1;

const codesOf = ({ code }: Messages, rows: readonly number[], locked: boolean): number[] =>
  rows.map((row) => {
    const own = code[row] ?? 0;
    return locked && (own & CODE.sealed) !== 0 ? ANY_SEALED : own;
  });

const HANDSHAKE: ReadonlySet<Phase | undefined> = new Set<Phase>([
  'register',
  'discovery',
  'encryption',
  'identity',
  'pairing',
]);

/** Messages of a handshake matter; of what follows, errors that the other side knows nothing of. */
function doesMatter(side: Messages, row: number, saidByOther: ReadonlySet<number>, names: readonly string[]): boolean {
  if (HANDSHAKE.has(side.phase[row])) return true;
  return nameAt(side, row, names).includes('error') && !saidByOther.has(side.code[row] ?? 0);
}

export const nameAt = ({ code }: Messages, row: number, names: readonly string[]): string =>
  names[Math.floor((code[row] ?? 0) / CODE.name)] ?? 'unknown';
