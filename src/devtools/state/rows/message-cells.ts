import { ROW } from '../../../core/contract/row-columns.ts';
import { KINDS } from '../../../core/trace/page-layout.ts';
import { bytes, clock, count, duration } from '../format.ts';
import type { Rows } from '../session.ts';
import type { RowsView } from './rows-view.ts';

/** What the time column shows. */
export type TimeMode = 'absolute' | 'session' | 'connection';
export const TIME_MODES: readonly TimeMode[] = ['absolute', 'session', 'connection'];

/** A request that nobody answered yet may still be: only after this time it counts as unanswered. */
export const PATIENCE_MS = 10_000;

export interface FrameCells {
  kind: 'frame';
  no: number;
  time: string;
  delta: string;
  out: boolean;
  /** The innermost layer, as the chip's word. */
  layer: string;
  phase: string;
  name: string;
  summary: string;
  isLocked: boolean;
  isTruncated: boolean;
  /** A mark is about it. */
  isMarked: boolean;
  problem: boolean;
  size: string;
  rtt: { kind: 'took'; text: string; by: number } | { kind: 'answers'; no: number } | { kind: 'none' } | undefined;
  conn: string;
}

export interface RecordCells {
  kind: 'record';
  record: (typeof KINDS)[number];
  time: string;
  name: string;
  summary: string;
  conn: string;
  count: number;
}

const CHIPS: Record<string, string> = { 'comm-server': 'comm', 'key-exchange': 'key', encryption: 'encrypted' };

/** One display row as texts. `index` is its place in the view: the delta is to the row above. */
export function messageCells(
  rows: Rows,
  view: RowsView,
  index: number,
  row: number,
  mode: TimeMode,
): FrameCells | RecordCells {
  const { columns, conns } = rows;
  const { tables } = columns;
  const conn = columns.get('conn', row);
  const time = timeText(rows, row, mode);
  const name = tables.names[columns.get('name', row)] ?? '';
  const summary = columns.summary(row);
  const kind = KINDS[columns.get('kind', row)] ?? 'foreign';
  if (kind !== 'frame') {
    return {
      kind: 'record',
      record: kind,
      time,
      name,
      summary,
      conn: tables.conns[conn] ?? '',
      count: columns.get('size', row),
    };
  }
  const flags = columns.get('flags', row);
  const layer = tables.layers[columns.get('layers', row)]?.at(-1) ?? '';
  const isOpen = conns.of(conn)?.isClosed !== true && conns.end - columns.get('t', row) < PATIENCE_MS;
  return {
    kind: 'frame',
    no: columns.get('no', row),
    time,
    delta: deltaText(rows, view, index, row),
    out: (flags & ROW.out) !== 0,
    layer: CHIPS[layer] ?? (layer === '' ? 'raw' : layer),
    phase: tables.phases[columns.get('phase', row)] || (flags & ROW.locked ? 'locked' : ''),
    name,
    summary,
    isLocked: (flags & ROW.locked) !== 0,
    isTruncated: (flags & ROW.truncated) !== 0,
    isMarked: conns.marked.has(row),
    problem: (flags & ROW.problem) !== 0,
    size: sizeText(columns.get('size', row)),
    rtt: answer(rows, row, flags, isOpen),
    conn: tables.conns[conn] ?? '',
  };
}

/** Exact where there is room for it. */
const sizeText = (size: number): string => (size < 10_000 ? count(size) : bytes(size));

function answer({ columns }: Rows, row: number, flags: number, isOpen: boolean): FrameCells['rtt'] {
  const peer = columns.get('peer', row);
  if (flags & ROW.answers && peer > 0) return { kind: 'answers', no: columns.get('no', peer - 1) };
  if (peer > 0) return { kind: 'took', text: duration(columns.get('rtt', row)), by: columns.get('no', peer - 1) };
  return flags & ROW.asks && !isOpen ? { kind: 'none' } : undefined;
}

export function timeText({ columns, conns }: Rows, row: number, mode: TimeMode): string {
  const t = columns.get('t', row);
  if (mode === 'absolute') return clock(t);
  const from = mode === 'session' ? conns.start : (conns.of(columns.get('conn', row))?.first ?? conns.start);
  return `${((t - from) / 1000).toFixed(3)} s`;
}

/** Time since the row above, where that is no gap row. */
function deltaText({ columns }: Rows, view: RowsView, index: number, row: number): string {
  for (let i = index - 1; i >= Math.max(0, index - 2); i -= 1) {
    const above = view.at(i);
    if (above?.kind === 'row') return `+${duration(Math.max(0, columns.get('t', row) - columns.get('t', above.row)))}`;
  }
  return '';
}

/** The row's name for those who do not see it. */
export function rowLabel(cells: FrameCells | RecordCells): string {
  if (cells.kind === 'record') return [cells.name, cells.conn, cells.summary, cells.time].filter(Boolean).join(', ');
  return [cells.out ? 'sent' : 'received', cells.name, cells.conn, cells.summary, cells.time]
    .filter(Boolean)
    .join(', ');
}
