import { test } from '@playwright/test';

/** One line of the table that `npm run test:faults` prints: frames by the lab's own log, as recorded, and counted as lost. */
export interface Outcome {
  browser: string;
  sent: number;
  recorded: number;
  lost: number;
}

export const OUTCOME = 'fault-outcome';

/** What is compared is told as well; the verdict is that of the test. */
export function tell(outcome: Outcome): void {
  test.info().annotations.push({ type: OUTCOME, description: JSON.stringify(outcome) });
}
