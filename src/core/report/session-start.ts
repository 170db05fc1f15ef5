import type { SessionReport } from './report.ts';

/**
 * When the first connection was opened or, where there is none, the first finding was made; Infinity for neither. Goes one by one:
 * a recording may have more connections than a call takes arguments.
 */
export function sessionStart({ connections, findings }: Pick<SessionReport, 'connections' | 'findings'>): number {
  let start = Infinity;
  for (const { opened } of connections) start = Math.min(start, opened);
  for (const { t } of findings) start = Math.min(start, t);
  return start;
}
