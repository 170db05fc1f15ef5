import type { CallRecord } from '../trace/records.ts';

/** Calls of one method of a library Connection (PROTOCOL §5.1). */
export interface CallCount {
  count: number;
  /** Together, and the longest: how long the app was held up by them. */
  ms: number;
  longestMs: number;
}

const MAX_METHODS = 16;

/** A call on the library's Connection, not on a socket: only these are counted. */
export const isLibraryCall = ({ extra }: CallRecord): boolean => extra?.['of'] === 'Connection';

export function addCall(calls: Map<string, CallCount>, record: CallRecord): void {
  if (!isLibraryCall(record)) return;
  const known = calls.get(record.method);
  if (!known && calls.size >= MAX_METHODS) return;
  const { count, ms, longestMs } = known ?? { count: 0, ms: 0, longestMs: 0 };
  const took = msOf(record);
  calls.set(record.method, { count: count + 1, ms: ms + took, longestMs: Math.max(longestMs, took) });
}

function msOf({ extra }: CallRecord): number {
  const ms = extra?.['ms'];
  return typeof ms === 'number' && ms >= 0 ? ms : 0;
}

/** Its arguments as the hook tells them: kinds and sizes, or names of plugins. */
export const callWords = ({ args }: CallRecord): string =>
  Array.isArray(args)
    ? args
        .slice(0, 4)
        .map((arg) => (typeof arg === 'string' ? arg.slice(0, 80) : typeof arg))
        .join(', ')
    : '';
