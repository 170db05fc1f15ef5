import type { ConnectionReport, Purpose, Role } from '../report/report.ts';

export interface MatchedConnections {
  /** Connections of A and of B that play the same part, in the order of A. */
  pairs: [a: ConnectionReport, b: ConnectionReport][];
  onlyA: ConnectionReport[];
  onlyB: ConnectionReport[];
}

/** Finds for the connections of one recording those of the other: by transport and role, then purpose, path and order. */
export function matchConnections(a: readonly ConnectionReport[], b: readonly ConnectionReport[]): MatchedConnections {
  const pairs: [ConnectionReport, ConnectionReport][] = [];
  for (const kindOf of [sameRole, sameLot]) {
    const takenA = new Set(pairs.map(([x]) => x));
    const takenB = new Set(pairs.map(([, y]) => y));
    const freeA = a.filter((each) => !takenA.has(each));
    const freeB = b.filter((each) => !takenB.has(each));
    for (const kind of new Set(freeA.map(kindOf))) {
      const ofKind = (each: ConnectionReport): boolean => kindOf(each) === kind;
      pairs.push(...inOrder(freeA.filter(ofKind), freeB.filter(ofKind)));
    }
  }
  const matched = new Set(pairs.flat());
  const places = new Map(a.map((each, at) => [each, at]));
  return {
    pairs: pairs.toSorted(([x], [y]) => (places.get(x) ?? 0) - (places.get(y) ?? 0)),
    onlyA: a.filter((each) => !matched.has(each)),
    onlyB: b.filter((each) => !matched.has(each)),
  };
}

const sameRole = ({ transport, role }: ConnectionReport): string => `${transport} ${role}`;

/** What may become the other, or could have: a spare that is called is a listener, and a dial that fails at once is nothing yet. */
const LOT: Readonly<Record<Role, string>> = {
  spare: 'registered',
  listener: 'registered',
  dialer: 'dial',
  unknown: 'dial',
};

const sameLot = ({ transport, role }: ConnectionReport): string => `${transport} ${LOT[role]}`;

/** Each is compared with each up to here; beyond, order alone counts. */
const MOST_COMPARED = 1_000_000;

/** The alignment of most worth in which no two pairs cross. */
function inOrder(
  a: readonly ConnectionReport[],
  b: readonly ConnectionReport[],
): [ConnectionReport, ConnectionReport][] {
  if (a.length * b.length > MOST_COMPARED) {
    return a.slice(0, b.length).flatMap((one, at): [ConnectionReport, ConnectionReport][] => {
      const other = b[at];
      return other ? [[one, other]] : [];
    });
  }
  const width = b.length + 1;
  const best = new Int32Array((a.length + 1) * width);
  const worthAt = (row: number, column: number): number => best[row * width + column] ?? 0;
  for (let row = a.length - 1; row >= 0; row--) {
    for (let column = b.length - 1; column >= 0; column--) {
      const taken = likeness(a[row], b[column]) + worthAt(row + 1, column + 1);
      best[row * width + column] = Math.max(taken, worthAt(row + 1, column), worthAt(row, column + 1));
    }
  }
  const pairs: [ConnectionReport, ConnectionReport][] = [];
  for (let [row, column] = [0, 0]; row < a.length && column < b.length;) {
    const [one, other] = [a[row], b[column]];
    if (one && other && worthAt(row, column) === likeness(one, other) + worthAt(row + 1, column + 1)) {
      pairs.push([one, other]);
      row += 1;
      column += 1;
    } else if (worthAt(row, column) === worthAt(row + 1, column)) row += 1;
    else column += 1;
  }
  return pairs;
}

const UNLIKE = -100;

function likeness(a: ConnectionReport | undefined, b: ConnectionReport | undefined): number {
  if (!a || !b) return UNLIKE;
  const purpose = agreement(seen(a.purpose), seen(b.purpose), 4);
  const path = agreement(a.path, b.path, 2);
  return purpose + path < -2 ? UNLIKE : 5 + purpose + path + (a.role === b.role ? 1 : 0);
}

/** A dial that ended at the rendezvous might have become anything. */
const seen = (purpose: Purpose): string => (purpose === 'discovery' ? 'unknown' : purpose);

/** Two known words agree or not; with an unknown one nothing is said. */
const agreement = (a: string, b: string, weight: number): number =>
  a === b ? weight : a === 'unknown' || b === 'unknown' ? 0 : -weight;
