import type { FilterNode, Match } from '../../../core/filter/filter-node.ts';
import { clock, sinceMidnight } from '../format.ts';

/** Epoch milliseconds. */
export interface TimeRange {
  from: number;
  to: number;
}

/** The stretch of time that a filter leaves, where it names one that holds for everything. */
export function rangeOf(node: FilterNode | undefined, start: number): TimeRange | undefined {
  if (node === undefined || !Number.isFinite(start)) return undefined;
  if (node.op === 'and') {
    const ranges = node.nodes.flatMap((each) => rangeOf(each, start) ?? []);
    if (ranges.length === 0) return undefined;
    return { from: Math.max(...ranges.map(({ from }) => from)), to: Math.min(...ranges.map(({ to }) => to)) };
  }
  if (node.op !== 'term' || node.field !== 'time' || node.any.length !== 1) return undefined;
  const [match] = node.any;
  return match?.kind === 'number' ? absolute(match, start) : undefined;
}

function absolute({ from, to, clock }: Match & { kind: 'number' }, start: number): TimeRange {
  if (!clock) return { from: start + from, to: start + to };
  const midnight = start - sinceMidnight(start);
  return { from: midnight + from, to: midnight + to };
}

const TIME_TERM = /(^|\s)time:\S+/g;

/** The filter with this stretch of time instead of another, or without one. */
export function withRange(text: string, range: TimeRange | undefined): string {
  const rest = text.replace(TIME_TERM, ' ').replaceAll(/\s+/g, ' ').trim();
  if (range === undefined) return rest;
  const term = `time:${clock(range.from)}..${clock(range.to)}`;
  if (rest === '') return term;
  return /\bOR\b/.test(rest) ? `${term} (${rest})` : `${rest} ${term}`;
}
