import { median } from '../../../core/stats/alert-words.ts';
import type { StatsView } from '../../../core/stats/stats-view.ts';
import { duration, plural } from '../format.ts';
import type { SessionSummary } from './history.ts';
import { percent } from './stats-words.ts';

/** One sentence that sets this session beside those before it. */
export function compareWithEarlier({ figures }: StatsView, earlier: readonly SessionSummary[]): string {
  const usual = median(earlier.flatMap(({ rttP95 }) => rttP95 ?? []));
  const share = median(
    earlier.filter(({ connections }) => connections > 0).map(({ failed, connections }) => failed / connections),
  );
  const parts: string[] = [];
  if (figures.trips.p95 !== undefined && usual !== undefined)
    parts.push(
      `p95 of round trips is ${duration(figures.trips.p95)} here, ${duration(usual)} in the median of ${plural(earlier.length, 'earlier session')}`,
    );
  if (figures.connections > 0 && share !== undefined)
    parts.push(`${percent(figures.failed / figures.connections)} of connections failed here, ${percent(share)} there`);
  return parts.length > 0 ? `${parts.join('; ')}.` : '';
}
