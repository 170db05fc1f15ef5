import type { MarkReport, SessionReport } from './report.ts';
import { sessionStart } from './session-start.ts';
import { duration } from './words.ts';

/** What somebody marked, one line each. */
export function markLines(report: SessionReport): string[] {
  const { marks = [] } = report;
  if (marks.length === 0) return [];
  const start = markStart(report);
  return ['', 'Marks', ...marks.map((mark) => `  ${markTime(mark, start)}  ${mark.text}${markPlace(mark)}`)];
}

/** What the times of marks count from: as those of findings, and where there is nothing else, from the first mark. */
export function markStart(report: SessionReport): number {
  const start = sessionStart(report);
  return Number.isFinite(start) ? start : (report.marks?.[0]?.t ?? 0);
}

/** A mark may stand before the first connection. */
export const markTime = ({ t }: MarkReport, start: number): string => `${t < start ? '' : '+'}${duration(t - start)}`;

const markPlace = ({ about }: MarkReport): string => (about === undefined ? '' : ` (${about.conn} #${about.seq})`);
