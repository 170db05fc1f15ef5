import type { InstrumentationStats } from '../../core/report/report.ts';
import { append, wallClock } from '../natives.ts';
import { isoTime } from './iso-time.ts';

type RecentError = InstrumentationStats['recentErrors'][number];

const MAX_RECENT = 50;

/** Errors of this page, the newest last and the oldest overwritten; counted all. */
export interface ErrorLog {
  readonly total: number;
  add(type: string, error: string, severity: RecentError['severity']): void;
  /** Newest first, in objects of their own. */
  list(): RecentError[];
}

export function createErrorLog(): ErrorLog {
  const kept: RecentError[] = [];
  let total = 0;
  let added = 0;
  return {
    get total() {
      return total;
    },
    add(type, error, severity) {
      if (severity === 'error') total += 1;
      const entry: RecentError = { type, error, severity, timestamp: isoTime(wallClock()) };
      if (kept.length < MAX_RECENT) append(kept, entry);
      else kept[added % MAX_RECENT] = entry;
      added += 1;
    },
    list() {
      const list: RecentError[] = [];
      for (let back = 1; back <= kept.length; back += 1) {
        const entry = kept[(added - back) % MAX_RECENT];
        if (entry !== undefined) append(list, { ...entry });
      }
      return list;
    },
  };
}
