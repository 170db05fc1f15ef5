/** Where an alert begins. The user sets them; 0 switches one off. */
export interface Thresholds {
  failedPercent: number;
  rttP95Ms: number;
  errorsPerMinute: number;
  bufferedBytes: number;
  bytesPerSecond: number;
  messagesPerSecond: number;
  /** How many times its usual value something must reach to count as a rise, a burst, an outlier. */
  timesUsual: number;
}

export type ThresholdName = keyof Thresholds;

interface ThresholdWords {
  title: string;
  unit: string;
  usual: number;
}

export const THRESHOLDS: Readonly<Record<ThresholdName, ThresholdWords>> = {
  failedPercent: { title: 'Failed connections', unit: '%', usual: 20 },
  rttP95Ms: { title: 'Round trip, p95', unit: 'ms', usual: 1_000 },
  errorsPerMinute: { title: 'Errors', unit: '/min', usual: 5 },
  // CHUM pauses its own streams there (PROTOCOL §6.1).
  bufferedBytes: { title: 'Waiting to be sent', unit: 'B', usual: 262_144 },
  bytesPerSecond: { title: 'Throughput', unit: 'B/s', usual: 0 },
  messagesPerSecond: { title: 'Messages', unit: '/s', usual: 0 },
  timesUsual: { title: 'Rise over the usual', unit: '×', usual: 3 },
};

export const THRESHOLD_NAMES = Object.keys(THRESHOLDS) as ThresholdName[];

export const usualThresholds = (): Thresholds =>
  Object.fromEntries(THRESHOLD_NAMES.map((name) => [name, THRESHOLDS[name].usual])) as unknown as Thresholds;

/** What was kept of thresholds, by an older version or by hand: each that is an amount counts, the others are the usual. */
export function thresholdsOf(kept: unknown): Thresholds {
  const members = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
  const isAmount = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value < Infinity;
  return Object.fromEntries(
    THRESHOLD_NAMES.map((name) => [name, isAmount(members[name]) ? members[name] : THRESHOLDS[name].usual]),
  ) as unknown as Thresholds;
}
