import { describe, expect, it } from 'vitest';
import type { IdleRow } from '../../../../src/devtools/state/sequence/idle-run.ts';
import { createRowsView } from '../../../../src/devtools/state/rows/rows-view.ts';
import { createSequenceRows, type SequenceSource } from '../../../../src/devtools/state/sequence/sequence-rows.ts';

/** What a row is: `p` poll by this page, `q` poll by the peer, `a` an answer, `k` a sign of life, `r` another request of this page, a digit a stage. */
function sequenceOf(rows: string, { every = 1000, opened = [] as number[] } = {}) {
  const at = (row: number): string => rows[row] ?? '';
  const idle = (row: number): IdleRow | undefined => {
    if (!/[pqak]/.test(at(row))) return undefined;
    return { row, t: row * every, asker: at(row) === 'p' ? 1 : at(row) === 'q' ? 2 : undefined };
  };
  const source: SequenceSource = {
    isEcho: () => false,
    conn: () => 1,
    stage: (row) => Number(/\d/.exec(at(row))?.[0] ?? 0),
    idle,
    asker: (row) => (/[pr]/.test(at(row)) ? 1 : at(row) === 'q' ? 2 : undefined),
  };
  const view = createRowsView({ t: (row) => row * every, isFrame: () => true, test: () => true, hasGaps: true });
  view.extend(rows.length);
  const list = createSequenceRows(view, source, new Set(opened));
  list.extend(() => false);
  const entries = Array.from({ length: list.length }, (_, index) => list.at(index));
  const words = entries.map((entry) => {
    if (entry === undefined) return '?';
    if (entry.kind === 'row') return at(entry.row);
    if (entry.kind === 'idle') return `(${entry.run.polls}/${entry.run.rows})`;
    return entry.kind === 'strip' ? '=' : '~';
  });
  return { list, entries, text: words.join('') };
}

describe('the rows of a sequence', () => {
  it('have a strip in front of the first row of each further stage, and none when an earlier one comes back', () => {
    expect(sequenceOf('x122x13').text).toBe('x=1=22x1=3');
  });

  it('keep the gaps of the list', () => {
    expect(sequenceOf('xyz', { every: 3000 }).text).toBe('x~y~z');
  });

  it('fold polls of an idle connection into one row, with their distance', () => {
    const { text, entries } = sequenceOf('xpapapapax', { every: 100 });
    expect(text).toBe('x(4/8)x');
    expect(entries[1]).toMatchObject({ kind: 'idle', isOpen: false, run: { first: 1, last: 8, apartMs: 200 } });
  });

  it('fold over the gaps between polls, and keep the gap after them', () => {
    expect(sequenceOf('xpppppx', { every: 5000 }).text).toBe('x~(5/5)~x');
  });

  it('count the polls of both sides, and take their distance from one of them', () => {
    const { entries, text } = sequenceOf('pqaapqaapqaa', { every: 100 });
    expect(text).toBe('(6/12)');
    expect(entries[0]).toMatchObject({ run: { apartMs: 400 } });
  });

  it('do not fold two polls, with which a synchronisation may begin', () => {
    expect(sequenceOf('pqaapax').text).toBe('pqaapax');
  });

  it('leave the last poll out where its asker goes on: that one brought something new', () => {
    expect(sequenceOf('papapaparaxx').text).toBe('(3/6)paraxx');
  });

  it('fold many signs of life, but not a few', () => {
    expect(sequenceOf('xkkkx').text).toBe('xkkkx');
    expect(sequenceOf('xkkkkkkkkkkx').text).toBe('x(0/10)x');
  });

  it('show an opened stretch row by row below its own row', () => {
    const { text, entries } = sequenceOf('xpapapapax', { opened: [1] });
    expect(text).toBe('x(4/8)papapapax');
    expect(entries[1]).toMatchObject({ isOpen: true });
  });

  it('grow as rows come, and end the same as when all were there', () => {
    const rows = 'x1papapaparax22kkkkkkkkkkpppp3';
    const whole = sequenceOf(rows);
    const at = (row: number): string => rows[row] ?? '';
    const view = createRowsView({ t: (row) => row * 1000, isFrame: () => true, test: () => true, hasGaps: true });
    const source: SequenceSource = {
      isEcho: () => false,
      conn: () => 1,
      stage: (row) => Number(/\d/.exec(at(row))?.[0] ?? 0),
      idle: (row) =>
        /[pqak]/.test(at(row)) ? { row, t: row * 1000, asker: at(row) === 'p' ? 1 : undefined } : undefined,
      asker: (row) => (/[pr]/.test(at(row)) ? 1 : undefined),
    };
    const list = createSequenceRows(view, source, new Set());
    for (let i = 1; i <= rows.length; i += 1) {
      view.extend(i);
      list.extend(() => false);
    }
    const entries = Array.from({ length: list.length }, (_, index) => list.at(index));
    expect(entries).toEqual(whole.entries);
  });

  it('know where each row stands, also within a folded stretch', () => {
    const { list, entries } = sequenceOf('x1papapapax2');
    for (let row = 0; row < 12; row += 1) {
      const entry = entries[list.indexOf(row)];
      if (row >= 2 && row <= 9) expect(entry).toMatchObject({ kind: 'idle', row: 2 });
      else expect(entry).toEqual({ kind: 'row', row });
    }
    expect(list.indexOf(99)).toBe(-1);
  });

  it('stop when their time is spent and go on where they stopped', () => {
    const view = createRowsView({ t: () => 0, isFrame: () => true, test: () => true, hasGaps: false });
    view.extend(1000);
    const source: SequenceSource = {
      isEcho: () => false,
      conn: () => 1,
      stage: () => 0,
      idle: () => undefined,
      asker: () => undefined,
    };
    const list = createSequenceRows(view, source, new Set());
    expect(list.extend(() => true)).toBe(false);
    expect(list.length).toBeGreaterThan(0);
    expect(list.length).toBeLessThan(1000);
    while (!list.extend(() => true));
    expect(list.length).toBe(1000);
  });
});
