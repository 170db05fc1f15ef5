import type { Finding, SecurityEvent } from '../../../core/report/report.ts';
import type { Growing } from '../rows/followed-rows.ts';
import type { RowsView } from '../rows/rows-view.ts';

/** The rows of the recording that the log has lines for. Four bytes a row; only ever appended to. */
export interface LogRows extends Growing {
  readonly length: number;
  at(index: number): number;
  /** How many of them are not later than a moment. */
  until(t: number): number;
  /** Its place, -1 where it has no line. */
  indexOf(row: number): number;
}

export function createLogRows(view: RowsView, t: (row: number) => number, test: (row: number) => boolean): LogRows {
  let rows = new Uint32Array(1024);
  let length = 0;
  let taken = 0;

  function push(row: number): void {
    if (length === rows.length) {
      const grown = new Uint32Array(length * 2);
      grown.set(rows);
      rows = grown;
    }
    rows[length] = row;
    length += 1;
  }

  /** The first place from which on `isPast` holds. */
  function firstPlace(isPast: (row: number) => boolean): number {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isPast(rows[middle] ?? 0)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  return {
    get length() {
      return length;
    },
    at: (index) => rows[index] ?? 0,
    until: (moment) => firstPlace((row) => t(row) > moment),
    indexOf(row) {
      const place = firstPlace((each) => each >= row);
      return place < length && rows[place] === row ? place : -1;
    },
    extend(isSpent) {
      while (taken < view.length) {
        const at = view.at(taken);
        taken += 1;
        if (at?.kind === 'row' && test(at.row)) push(at.row);
        if ((taken & 1023) === 0 && isSpent()) return taken >= view.length;
      }
      return true;
    },
  };
}

/** What the model says beside the rows, at its time. */
export type Aside =
  { kind: 'finding'; t: number; finding: Finding } | { kind: 'security'; t: number; event: SecurityEvent };

export type LogItem = { kind: 'row'; row: number } | Aside;

/** Rows and asides as one list in order of time. Findings come late and go to their place, so they are kept apart. */
export interface MergedLog {
  readonly length: number;
  at(index: number): LogItem | undefined;
  indexOfRow(row: number): number;
  /** Asides are new objects with each report: what says the same at the same time on the same connection is the same one. */
  indexOfAside(aside: Aside): number;
}

/** `asides` in order of time. */
export function mergeLog(rows: LogRows, asides: readonly Aside[]): MergedLog {
  const places = asides.map(({ t }, before) => rows.until(t) + before);
  const count = rows.length;
  /** Asides that stand in front of the item at `index`. */
  const before = (index: number): number => {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle] ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    length: count + asides.length,
    at(index) {
      if (index < 0 || index >= count + asides.length) return undefined;
      const passed = before(index);
      const aside = places[passed] === index ? asides[passed] : undefined;
      return aside ?? { kind: 'row', row: rows.at(index - passed) };
    },
    indexOfAside(aside) {
      return places[asides.findIndex((each) => keyOf(each) === keyOf(aside))] ?? -1;
    },
    indexOfRow(row) {
      const place = rows.indexOf(row);
      if (place < 0) return -1;
      // Each aside at or before it pushes it one further.
      let index = place;
      while (index < place + before(index + 1)) index = place + before(index + 1);
      return index;
    },
  };
}

const keyOf = (aside: Aside): string =>
  aside.kind === 'finding'
    ? `${aside.t} ${aside.finding.conn ?? ''} ${aside.finding.code}`
    : `${aside.t} ${aside.event.conn} ${aside.event.title}`;
