import { describe, expect, it } from 'vitest';
import { parseFilter } from '../../../../src/core/filter/parse.ts';
import { rangeOf, withRange } from '../../../../src/devtools/state/stats/time-range.ts';

const START = new Date(2026, 4, 4, 19, 53, 13, 500).getTime();
const at = (hours: number, minutes: number, seconds: number, ms = 0): number =>
  new Date(2026, 4, 4, hours, minutes, seconds, ms).getTime();
const rangeIn = (text: string) => {
  const parsed = parseFilter(text);
  return parsed.ok ? rangeOf(parsed.node, START) : undefined;
};

describe('the stretch of time in a filter', () => {
  it('is read from clock times and from times since the start', () => {
    expect(rangeIn('time:19:56:30..19:56:40')).toEqual({ from: at(19, 56, 30), to: at(19, 56, 40) });
    expect(rangeIn('layer:chum time:2s..5s')).toEqual({ from: START + 2000, to: START + 5000 });
  });

  it('is the overlap where there are several', () => {
    expect(rangeIn('time:1s..9s time:4s..20s')).toEqual({ from: START + 4000, to: START + 9000 });
  });

  it.each(['layer:chum', '', 'time:1s..2s OR layer:chum', '-time:1s..2s'])(
    'is none in %j, which does not hold for every row',
    (text) => {
      expect(rangeIn(text)).toBeUndefined();
    },
  );

  it('can be set and freed without touching the rest', () => {
    const range = { from: at(19, 56, 30, 250), to: at(19, 57, 0) };
    expect(withRange('layer:chum time:1s..2s is:unanswered', range)).toBe(
      'layer:chum is:unanswered time:19:56:30.250..19:57:00.000',
    );
    expect(withRange('layer:chum time:1s..2s', undefined)).toBe('layer:chum');
    expect(withRange('', range)).toBe('time:19:56:30.250..19:57:00.000');
  });

  it('holds for both sides of an OR', () => {
    const text = withRange('layer:chum OR layer:keepalive', { from: at(20, 0, 0), to: at(20, 0, 1) });
    expect(rangeIn(text)).toEqual({ from: at(20, 0, 0), to: at(20, 0, 1) });
  });

  it('comes back as it was set', () => {
    const range = { from: at(19, 56, 30, 250), to: at(19, 57, 0, 7) };
    expect(rangeIn(withRange('layer:chum', range))).toEqual(range);
  });
});
