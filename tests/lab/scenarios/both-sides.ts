import type { ExpectedClose, ExpectedFinding } from './scenario.ts';

/** The reason travels, so both recordings show it. */
export function foundByBoth(code: string): ExpectedFinding[] {
  return [
    { code, side: 'alice' },
    { code, side: 'bob' },
  ];
}

export function closedOnBoth(reason: ExpectedClose['reason'], code = 1000): ExpectedClose[] {
  return [
    { side: 'alice', reason, code },
    { side: 'bob', reason, code },
  ];
}

export const STOPPED = 'Close called: Corresponding route was stopped';
