import type { Health, StatsView, TripFigures } from '../../../core/stats/stats-view.ts';
import type { Bars } from './chart-data.ts';
import type { TimeRange } from './time-range.ts';
import { clockSeconds, count, duration, plural } from '../format.ts';

export const rate = (perSecond: number, unit: string): string =>
  `${perSecond >= 100 ? count(perSecond) : Number(perSecond.toPrecision(2))} ${unit}`;

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

export const tripWords = ({ p50, p95, max }: TripFigures) => ({
  p50: p50 === undefined ? '–' : duration(p50),
  p95: p95 === undefined ? '–' : duration(p95),
  max: max === undefined ? '–' : duration(max),
});

/** `throughput from 19:53:14 to 20:09:02: at most 5.1 KB/s, at 19:53:20.` */
export function chartText(
  what: string,
  { started, now }: StatsView,
  { peak }: Bars,
  words: (value: number) => string,
): string {
  const time = `${what} from ${clockSeconds(started)} to ${clockSeconds(now)}`;
  return peak.value > 0 ? `${time}: at most ${words(peak.value)}, at ${clockSeconds(peak.t)}.` : `${time}: none.`;
}

export function tripText({ figures: { trips }, started, now }: StatsView, range: TimeRange | undefined): string {
  const { p50, p95, max } = tripWords(trips);
  const from = Math.max(started, range?.from ?? started);
  const to = Math.min(now, range?.to ?? now);
  const time = `Round trips from ${clockSeconds(from)} to ${clockSeconds(to)}`;
  return trips.count > 0
    ? `${time}: ${plural(trips.count, 'measurement')}, median ${p50}, p95 ${p95}, at most ${max}.`
    : `${time}: none was measured.`;
}

/** `0.1 ms to 1.00 s, log`: what the chart reaches over. */
export function tripNote({ trips }: StatsView): string {
  const values = [...trips.out.ms, ...trips.in.ms];
  if (values.length === 0) return 'none measured';
  const [low, high] = decadesAround(Math.min(...values), Math.max(...values));
  return `${duration(low)} to ${duration(high)}, log`;
}

/** The powers of ten that values lie between. */
export function decadesAround(least: number, most: number): [low: number, high: number] {
  const low = Math.floor(Math.log10(least));
  const high = Math.ceil(Math.log10(most));
  return [10 ** low, 10 ** Math.max(high, low + 1)];
}

export function healthWords(
  health: Health,
  failed: number,
  connections: number,
): { text: string; tone: string; icon: 'check' | 'triangle' | 'info' | 'cross' | undefined } {
  switch (health) {
    case 'none':
      return { text: '', tone: 'third', icon: undefined };
    case 'too-few':
      return { text: 'too few to judge', tone: 'second', icon: 'info' };
    case 'good':
      return { text: 'good', tone: 'good', icon: 'check' };
    case 'fair':
      return { text: `fair, ${percent(failed / connections)} failed`, tone: 'warning', icon: 'triangle' };
    case 'poor':
      return { text: `poor, ${percent(failed / connections)} failed`, tone: 'error', icon: 'cross' };
  }
}

export const FAMILY_WORDS: Record<StatsView['kinds'][number]['family'], string> = {
  ping: 'comm server',
  keepalive: 'keepalive',
  rpc: 'CHUM',
  handshake: 'handshake',
  debug: 'debug',
  webrtc: 'WebRTC',
  gatt: 'GATT',
};
