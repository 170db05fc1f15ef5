import type { Phase } from '../dissect/dissection.ts';

/** Nothing counts as stalled before this much silence on its connection (FINDINGS). */
export const SILENCE_MS = 5_000;

/** An unanswered request is reported after this (FINDINGS, `chum.request-unanswered`). */
export const REQUEST_PATIENCE_MS = 10_000;

/** How long after a pairing "you are unknown" is the usual first refusal (PROTOCOL §4.1). */
export const USUAL_REFUSAL_MS = 10_000;

/** The whole invite, waits for a redial not counted, and when it is overdue. */
export const INVITE_BUDGET_MS = 7_000;
export const INVITE_OVERDUE_MS = 15_000;

interface Expectation {
  budgetMs?: number;
  expectedMessages?: string;
}

/** The seven phases of a connection in the order of the report, with the budgets and counts of the seed document. */
export const PHASES: readonly (readonly [Phase, Expectation])[] = [
  ['connect', { budgetMs: 2_000 }],
  ['register', { budgetMs: 1_000, expectedMessages: '4–6' }],
  ['discovery', { expectedMessages: '3–5' }],
  ['encryption', { budgetMs: 500, expectedMessages: '2–4' }],
  ['identity', { budgetMs: 1_000, expectedMessages: '4–6' }],
  ['pairing', { budgetMs: 3_000, expectedMessages: '4–8' }],
  ['sync', { expectedMessages: '10–50' }],
];
