import type { Finding, PhaseReport, SessionReport } from './report.ts';

/** Why a recording does not pass: errors, and phases over their budget. */
export interface Check {
  passed: boolean;
  findings: Finding[];
  slow: (PhaseReport & { conn: string })[];
}

export function checkReport({ connections, findings }: SessionReport): Check {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const slow = connections.flatMap(({ conn, phases }) =>
    phases.filter(({ ms, budgetMs }) => budgetMs !== undefined && ms > budgetMs).map((phase) => ({ conn, ...phase })),
  );
  return { passed: errors.length === 0 && slow.length === 0, findings: errors, slow };
}
