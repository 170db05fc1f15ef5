import type { HandshakeStep } from '../../../core/report/invite-steps.ts';
import { duration } from '../format.ts';
import type { Rows } from '../session.ts';

/** Records were lost between two moments, on this connection or on one that is not known. */
export function spansLoss({ columns, conns }: Rows, conn: string | undefined, start: number, end: number): boolean {
  return conns.lostRows.some((row) => {
    const t = columns.get('t', row);
    const of = columns.tables.conns[columns.get('conn', row)] ?? '';
    return t >= start && t <= end && (of === '' || of === conn);
  });
}

/** How long a step took; only "at least" so long where the recording has a gap in it. */
export function tookWords({ ms, start, conn }: HandshakeStep, rows: Rows): { text: string; isAtLeast: boolean } {
  if (ms === undefined) return { text: '–', isAtLeast: false };
  const isAtLeast = start !== undefined && spansLoss(rows, conn, start, start + ms);
  return { text: `${isAtLeast ? '≥ ' : ''}${duration(ms)}`, isAtLeast };
}
