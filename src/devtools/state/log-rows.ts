import type { Finding } from '../../core/report/report.ts';
import type { Growing } from './followed-rows.ts';
import type { RowsView } from './rows-view.ts';

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

export type LogItem = { kind: 'row'; row: number } | { kind: 'finding'; finding: Finding };

/** Rows and findings as one list in order of time. Findings come late and go to their place, so they are kept apart. */
export interface MergedLog {
  readonly length: number;
  at(index: number): LogItem | undefined;
  indexOfRow(row: number): number;
  /** Findings are new objects with each report: the same code at the same time on the same connection is the same one. */
  indexOfFinding(finding: Finding): number;
}

/** `findings` in order of time. */
export function mergeLog(rows: LogRows, findings: readonly Finding[]): MergedLog {
  const places = findings.map(({ t }, before) => rows.until(t) + before);
  const count = rows.length;
  /** Findings that stand in front of the item at `index`. */
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
    length: count + findings.length,
    at(index) {
      if (index < 0 || index >= count + findings.length) return undefined;
      const passed = before(index);
      const finding = places[passed] === index ? findings[passed] : undefined;
      return finding ? { kind: 'finding', finding } : { kind: 'row', row: rows.at(index - passed) };
    },
    indexOfFinding({ code, conn, t }) {
      return places[findings.findIndex((each) => each.code === code && each.conn === conn && each.t === t)] ?? -1;
    },
    indexOfRow(row) {
      const place = rows.indexOf(row);
      if (place < 0) return -1;
      // Each finding at or before it pushes it one further.
      let index = place;
      while (index < place + before(index + 1)) index = place + before(index + 1);
      return index;
    },
  };
}
