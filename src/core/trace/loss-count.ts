import { isOfPayloads } from './lost-payload.ts';

/** What `lost` records count, told apart: records that are missing, and payloads of frames that are there. */
export interface LossCount {
  lost: number;
  cut: number;
}

/** The counts of one `lost` record, or the sums of several. */
export function countLosses(losses: Iterable<{ count: number; why: string }>): LossCount {
  const sum = { lost: 0, cut: 0 };
  for (const { count, why } of losses) sum[isOfPayloads(why) ? 'cut' : 'lost'] += count;
  return sum;
}
