import type { FaultOutcome, FaultRow } from './outcomes.mjs';

export const ISSUE_LIST: readonly { item: string; chromium: RegExp | string; firefox: RegExp | string }[];
export function rowsOf(outcomes: readonly FaultOutcome[]): FaultRow[];
