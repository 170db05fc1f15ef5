import { ROW } from '../../../core/contract/row-columns.ts';
import { KIND_CODE } from '../../../core/trace/page-layout.ts';
import type { SequenceSource } from './sequence-rows.ts';
import type { Rows } from '../session.ts';

/** How far along a connection is, by the phase of its frames. Signs of life tell nothing. */
export const STAGES = [
  'connect',
  'register',
  'discovery',
  'encryption',
  'identity',
  'pairing',
  'sync',
  'close',
] as const;
export type Stage = (typeof STAGES)[number];

const STAGE_OF: Record<string, number> = {
  ...Object.fromEntries(STAGES.map((stage, at) => [stage, at + 1])),
  data: STAGES.indexOf('sync') + 1,
};

/** The roots of a connection's objects: an importer with nothing to do asks for them every 5 s (PROTOCOL §6.3). */
const POLL = 'GET_ACCESSIBLE_ROOTS';

export function stageOf({ columns }: Rows, row: number): number {
  const kind = columns.get('kind', row);
  if (kind === KIND_CODE.frame) return STAGE_OF[columns.tables.phases[columns.get('phase', row)] ?? ''] ?? 0;
  if (columns.get('conn', row) === 0) return 0;
  if (kind === KIND_CODE.open) return STAGE_OF['connect'] ?? 0;
  const isEnd = kind === KIND_CODE.close || (kind === KIND_CODE.call && /close|terminate/.test(nameOf(columns, row)));
  return isEnd ? STAGES.length : 0;
}

const nameOf = (columns: Rows['columns'], row: number): string => columns.tables.names[columns.get('name', row)] ?? '';

/** Phases of B's connections that are not those of A's other end: before the relay hands them over. */
const OWN_STAGES = STAGES.indexOf('register') + 1;

/**
 * The rows of a recording as the sequence diagram looks at them.
 * @param echoes connections of a merged recording whose other end is in the diagram too: what both have stands there once, as A saw it
 */
export function sequenceSource(rows: Rows, echoes: ReadonlySet<string> = new Set()): SequenceSource {
  const { columns } = rows;
  const { tables } = columns;
  const flagsOf = (row: number): number => columns.get('flags', row);
  const askerOf = (row: number): number => columns.get('conn', row) * 2 + (flagsOf(row) & ROW.out);
  const isPoll = (row: number): boolean =>
    (flagsOf(row) & ROW.asks) !== 0 && tables.facets[columns.get('facet', row)]?.service === POLL;

  const hasEcho = (row: number): boolean => echoes.size > 0 && echoes.has(tables.conns[columns.get('conn', row)] ?? '');

  return {
    conn: (row) => columns.get('conn', row),
    isEcho: (row) => hasEcho(row) && columns.otherEnd(row)?.mate !== undefined,
    stage(row) {
      const stage = stageOf(rows, row);
      return stage > OWN_STAGES && hasEcho(row) ? 0 : stage;
    },
    asker: (row) => (flagsOf(row) & ROW.asks ? askerOf(row) : undefined),
    idle(row) {
      if (columns.get('kind', row) !== KIND_CODE.frame || flagsOf(row) & ROW.problem) return undefined;
      const t = columns.get('t', row);
      if (isPoll(row)) return { row, t, asker: askerOf(row) };
      const asked = flagsOf(row) & ROW.answers ? columns.get('peer', row) - 1 : -1;
      const isSign = tables.phases[columns.get('phase', row)] === 'keepalive';
      return isSign || (asked >= 0 && isPoll(asked)) ? { row, t, asker: undefined } : undefined;
    },
  };
}
