export interface FaultOutcome {
  fault: string;
  browser: string;
  sent?: number;
  recorded?: number;
  lost?: number;
  verdict: string;
}
export interface FaultRow extends FaultOutcome {
  /** Of the list of faults that we promised to survive. */
  item: string;
}
export function outcomesOf(report: unknown): FaultOutcome[];
export function tableOf(rows: readonly FaultRow[]): string;
