import { expect, it } from 'vitest';
import { capital, count, duration, short, size, whole } from '../../../src/core/report/words.ts';

const plain = (text: string): string => text.replace(/[\u00a0\u2009]/g, ' ');

it.each([
  [0, '0 µs'],
  [0.0056, '5.60 µs'],
  [5.6, '5.60 ms'],
  [761.4, '761 ms'],
  [1200, '1.20 s'],
  [99_949, '99.9 s'],
  [119_700, '2 min'],
  [150_000, '2 min 30 s'],
  [-3, '−3.00 ms'],
])('%d ms reads %s', (ms, words) => {
  expect(plain(duration(ms))).toBe(words);
});

it('sizes and counts carry their unit', () => {
  expect([999, 217_000, 1.5e6, 2e9].map((bytes) => plain(size(bytes)))).toEqual([
    '999 B',
    '217 KB',
    '1.50 MB',
    '2.00 GB',
  ]);
  expect(plain(whole(1_204_000))).toBe('1 204 000');
  expect([count(1, 'request'), count(2, 'reply', 'replies')]).toEqual(['1 request', '2 replies']);
});

it('a sentence may begin with an e-mail address as it is', () => {
  expect([capital('this page'), capital('node@example.test')]).toEqual(['This page', 'node@example.test']);
});

it('hashes are shortened so that they can be recognised', () => {
  expect([short('9861d52f'.repeat(8)), short('chum')]).toEqual(['9861d52f…', 'chum']);
});
