import type { Evidence, PhaseReport } from '../../report/report.ts';
import { capital, duration } from '../../report/words.ts';
import type { ConnectionRule } from '../rule.ts';

/** A phase that reached its goal, later than its budget allows. */
export const judgeBudgets: ConnectionRule = (view) => {
  const slow = view.phases.filter(({ verdict }) => verdict === 'slow');
  const [worst] = slow.toSorted((a, b) => excess(b) - excess(a));
  if (!worst) return [];
  const others = slow.filter((phase) => phase !== worst).map(({ phase, ms }) => `${phase} ${duration(ms)}`);
  return [
    {
      code: 'budget.exceeded',
      severity: 'warning',
      conn: view.conn,
      t: worst.end,
      title: `${capital(worst.phase)} on ${view.conn} took ${duration(worst.ms)}, ${duration(excess(worst))} over its budget of ${duration(worst.budgetMs ?? 0)}`,
      explanation: `The phase went through, only later than expected.${others.length > 0 ? ` Also over budget: ${others.join(', ')}.` : ''}`,
      advice:
        'See which message of the phase the time passed before. A waiting answer is the other side or the network; a gap before a sent message is this page.',
      ...(slow.length > 1 ? { count: slow.length } : {}),
      evidence: slow.flatMap(bounds),
    },
  ];
};

function bounds({ begun, reached }: PhaseReport): Evidence[] {
  return [begun, reached].filter((item) => item !== undefined);
}

function excess({ ms, budgetMs = 0 }: PhaseReport): number {
  return ms - budgetMs;
}
