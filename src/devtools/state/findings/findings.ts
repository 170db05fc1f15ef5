import type { TraceReport } from '../../../core/contract/decoder.ts';
import type { Finding } from '../../../core/report/report.ts';
import { plural } from '../format.ts';

export interface ListedFinding {
  key: string;
  finding: Finding;
  count: number;
}

/** What is said where nothing is listed. */
export function nothingFound({ findings }: TraceReport, scope: ReadonlySet<string> | undefined): string {
  if (scope === undefined) return 'Nothing to report.';
  const general = findings.filter(({ conn }) => conn === undefined).length;
  const rest =
    general === 0 ? '' : ` ${plural(general, 'finding')} about no single connection: choose All connections.`;
  return `Nothing to report about what is in scope.${rest}`;
}

const RANK: Record<Finding['severity'], number> = { error: 0, warning: 1, info: 2 };

/** Findings about what is in scope: errors first, then by time. */
export function findingsInScope({ findings }: TraceReport, scope: ReadonlySet<string> | undefined): ListedFinding[] {
  const listed = findings
    .filter(({ conn }) => scope === undefined || (conn !== undefined && scope.has(conn)))
    .map((finding) => ({
      key: `${finding.code} ${finding.conn ?? ''} ${finding.t}`,
      finding,
      count: finding.count ?? 1,
    }));
  return listed.sort((a, b) => RANK[a.finding.severity] - RANK[b.finding.severity] || a.finding.t - b.finding.t);
}
