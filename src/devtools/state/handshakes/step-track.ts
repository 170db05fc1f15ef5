import type { HandshakeStep } from '../../../core/report/invite-steps.ts';
import type { PhaseSpread } from '../../../core/report/phase-spread.ts';

/** Where the budget stands on the track; what takes longer has the rest. */
export const BUDGET_AT = 0.8;

/** One step drawn as a share of its own budget. All places are shares of the track, 0…1. */
export interface StepTrack {
  hasBudget: boolean;
  bar: { left: number; width: number } | undefined;
  waits: { left: number; width: number }[];
  p50: number | undefined;
  p95: number | undefined;
  /** The bar goes on beyond the track. */
  isCut: boolean;
}

/** A step without a budget is drawn against the slowest of the session; undefined where there is nothing to draw. */
export function stepTrack(step: HandshakeStep, spread: PhaseSpread | undefined): StepTrack | undefined {
  const { ms, budgetMs, waits } = step;
  if (ms === undefined) return undefined;
  const isWhole = waits.length > 0;
  const full = (budgetMs ?? Math.max(ms, isWhole ? 0 : (spread?.max ?? 0))) / BUDGET_AT;
  const share = (value: number): number => Math.min(1, Math.max(0, value / full));
  const from = isWhole ? Math.max(...waits.map(({ end }) => end)) : 0;
  const tick = (value: number | undefined): number | undefined =>
    value === undefined || isWhole || step.phase === 'sync' ? undefined : share(value);
  return {
    hasBudget: budgetMs !== undefined,
    bar: { left: share(from), width: share(ms) - share(from) },
    waits: waits.map(({ start, end }) => ({ left: share(start), width: share(end) - share(start) })),
    p50: tick(spread?.p50),
    p95: tick(spread?.p95),
    isCut: ms > full,
  };
}
