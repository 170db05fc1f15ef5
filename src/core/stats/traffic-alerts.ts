import { percentile } from '../model/latency.ts';
import { amount, median, ms, plural, size, times } from './alert-words.ts';
import type { Basis } from './basis.ts';
import { growth } from './gauge.ts';
import type { Alert } from './stats-view.ts';
import { tripsBetween } from './trip-cells.ts';

/** Patterns of traffic: round trips that become longer, bursts, a send buffer that only grows. */
export function trafficPatterns(basis: Basis): Alert[] {
  return [risingLatency(basis), bursts(basis), growingBuffers(basis)].flat();
}

/** So many round trips on either side make a median worth comparing. */
const LEAST_TRIPS = 20;
const NOTABLE_MS = 5;

function risingLatency({ selected, thresholds: { timesUsual }, width }: Basis): Alert[] {
  const { low, high, members } = selected;
  if (!timesUsual || high - low < 8) return [];
  const cells = members.flatMap(({ stats }) => (stats ? [stats.trips.out] : []));
  const split = high - Math.floor((high - low) / 4);
  const before = tripsBetween(cells, low, split - 1);
  const after = tripsBetween(cells, split, high);
  const [usual, now] = [percentile([before], 0.5), percentile([after], 0.5)];
  if (usual === undefined || now === undefined || before.count < LEAST_TRIPS || after.count < LEAST_TRIPS) return [];
  if (now < timesUsual * usual || now - usual < NOTABLE_MS) return [];
  return [
    {
      code: 'pattern.rising-latency',
      severity: 'warning',
      text: `Round trips became longer: median ${ms(now)} in the last quarter, ${ms(usual)} before, ${times(now / usual)} as long.`,
      t: split * width,
      evidence: [],
      from: split * width,
      to: (high + 1) * width,
    },
  ];
}

const LEAST_BUCKETS = 16;
const NOTABLE_MESSAGES = 50;

function bursts({ series, selected, thresholds: { timesUsual }, width }: Basis): Alert[] {
  const { start, messagesIn, messagesOut } = series;
  const first = Math.round(start / width);
  const values = Array.from(messagesIn, (value, at) => value + (messagesOut[at] ?? 0)).slice(
    Math.max(0, selected.low - first),
    Math.max(0, selected.high - first + 1),
  );
  const busy = values.filter((value) => value > 0);
  const usual = median(busy);
  // A burst is something else than a rise: ten times as rare and as high.
  const limit = Math.max(NOTABLE_MESSAGES, (usual ?? 0) * timesUsual * 3);
  if (!timesUsual || usual === undefined || busy.length < LEAST_BUCKETS) return [];
  const crossed = values.flatMap((value, at) => (value >= limit ? [at] : []));
  const [begin] = crossed;
  if (begin === undefined) return [];
  const peak = crossed.reduce((best, at) => ((values[at] ?? 0) > (values[best] ?? 0) ? at : best), begin);
  const from = (Math.max(first, selected.low) + peak) * width;
  return [
    {
      code: 'pattern.burst',
      severity: 'info',
      text: `${plural(crossed.length, 'burst')}: up to ${plural(values[peak] ?? 0, 'message')} in ${ms(width)}, ${times((values[peak] ?? 0) / usual)} the median of stretches with traffic (${amount(usual)}).`,
      t: from,
      evidence: [],
      from,
      to: from + width,
    },
  ];
}

const LEAST_READINGS = 5;
const NOTABLE_BYTES = 16_384;

function growingBuffers({ selected }: Basis): Alert[] {
  return selected.members.flatMap(({ report, stats }): Alert[] => {
    const grown = stats && growth(stats.buffered, LEAST_READINGS);
    if (!grown || grown.by < NOTABLE_BYTES) return [];
    return [
      {
        code: 'pattern.growing-buffer',
        severity: 'warning',
        text: `What ${report.conn} has waiting to be sent only grew, by ${size(grown.by)} in ${ms(grown.to - grown.from)}: the other side takes less than this page sends.`,
        t: grown.from,
        evidence: [],
        conns: [report.conn],
        from: grown.from,
        to: grown.to,
      },
    ];
  });
}
