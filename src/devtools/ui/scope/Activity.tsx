import type { ConnCount } from '../../state/rows/conn-table.ts';
import { plural } from '../../state/format.ts';
import { BUCKETS } from '../../state/scope/sparkline.ts';

const HEIGHT = 14;

/** Messages over the life of a connection. */
export function Activity({ count }: { count: ConnCount | undefined }) {
  const counts = count?.activity.counts() ?? [];
  const top = Math.max(1, ...counts);
  const step = 46 / BUCKETS;
  const bars = Array.from({ length: BUCKETS }, (_, i) => {
    const value = counts[i] ?? 0;
    const height = value === 0 ? 0.6 : 1.5 + (HEIGHT - 3) * Math.sqrt(value / top);
    return `M${(i * step).toFixed(1)} ${HEIGHT}v${(-height).toFixed(1)}h1.6V${HEIGHT}z`;
  });
  return (
    <svg
      class="activity"
      viewBox={`0 0 46 ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={plural(count?.frames ?? 0, 'message')}
    >
      <path d={bars.join('')} />
    </svg>
  );
}
