import { expect, test } from 'vitest';
import { bytes, compact, count, duration, masked, short } from '../../../src/devtools/state/format.ts';

test.each([
  [0, '0 ms'],
  [0.25, '250 µs'],
  [5.62, '5.6 ms'],
  [14.2, '14 ms'],
  [999.7, '1.00 s'],
  [1204, '1.20 s'],
  [30_210, '30.2 s'],
  [61_000, '1 min 1 s'],
  [119_999, '2 min 0 s'],
  [3_700_000, '1 h 1 min'],
])('%d ms reads as %s', (ms, words) => expect(duration(ms)).toBe(words));

test.each([
  [0, '0 B'],
  [321, '321 B'],
  [1210, '1.2 KB'],
  [222_208, '217 KB'],
  [3_355_443, '3.20 MB'],
])('%d bytes read as %s', (size, words) => expect(bytes(size)).toBe(words));

test('thousands are parted by a thin space', () => expect(count(1_204_000)).toBe('1\u2009204\u2009000'));
test.each([
  [999, '999'],
  [1283, '1.3k'],
  [12_800, '13k'],
  [1_200_000, '1.2M'],
])('%d is %s where there is little room', (value, words) => expect(compact(value)).toBe(words));

test('a masked value shows its length and nothing else', () => expect(masked(64)).toBe('•••••••• (64)'));
test('keys are shortened to their ends', () => expect(short(`9861d52f${'0'.repeat(52)}8031`)).toBe('9861d52f…8031'));
