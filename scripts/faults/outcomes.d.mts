export interface FaultOutcome {
  fault: string;
  browser: string;
  sent?: number;
  recorded?: number;
  lost?: number;
  verdict: 'survived' | 'skipped' | 'FAILED';
}
export function outcomesOf(report: unknown): FaultOutcome[];
export function tableOf(outcomes: readonly FaultOutcome[]): string;
