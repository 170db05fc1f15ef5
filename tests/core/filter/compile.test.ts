import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFilter, textTermKey, textTerms } from '../../../src/core/filter/compile.ts';
import type { FilterNode } from '../../../src/core/filter/filter-node.ts';
import { parseFilter } from '../../../src/core/filter/parse.ts';
import { makeSource, type FilterRow } from './make-source.ts';

const HASH = '9861d52f00112233445566778899aabbccddeeff00112233445566778899aa8031'.slice(0, 60) + '8031';

function nodeOf(text: string): FilterNode | undefined {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(parsed.fault.expected);
  return parsed.node;
}

function left(text: string, rows: FilterRow[]): number[] {
  const test = compileFilter(nodeOf(text), makeSource(rows));
  return rows.map((_, row) => row).filter(test);
}

describe('a compiled filter', () => {
  test('matches labels as a whole and without regard to case', () => {
    const rows = [{ labels: { conn: ['ws1'] } }, { labels: { conn: ['ws10'] } }, { labels: { conn: ['WS1'] } }];
    expect(left('conn:ws1', rows)).toEqual([0, 2]);
    expect(left('conn:ws1*', rows)).toEqual([0, 1, 2]);
  });

  test('matches people and servers by a part', () => {
    expect(left('peer:example', [{ labels: { peer: ['node@example.test'] } }, { labels: { peer: ['x'] } }])).toEqual([
      0,
    ]);
  });

  test('takes any of several values, and any of the layers of a message', () => {
    const rows = [{ labels: { layer: ['encryption', 'chum'] } }, { labels: { layer: ['comm-server'] } }, {}];
    expect(left('layer:chum,comm-server', rows)).toEqual([0, 1]);
    expect(left('-layer:chum', rows)).toEqual([1, 2]);
  });

  test('orders names by their numbers in a span', () => {
    const rows = ['ws2', 'ws9', 'ws10', 'ws13', 'ws14', 'rtc11'].map((conn) => ({ labels: { conn: [conn] } }));
    expect(left('conn:ws9..ws13', rows)).toEqual([1, 2, 3]);
  });

  test('never matches a number that a row does not have', () => {
    const rows = [{ numbers: { rtt: 50 } }, {}, { numbers: { rtt: 150 } }];
    expect(left('rtt:<100ms', rows)).toEqual([0]);
    expect(left('rtt:>=150ms', rows)).toEqual([2]);
    expect(left('rtt:50..150ms', rows)).toEqual([0, 2]);
  });

  test('finds words in the text, and keys by their beginning or in shortened form', () => {
    const rows = [{ text: `object ${HASH}` }, { text: `f${HASH}` }, { text: 'Hello' }];
    expect(left('hello', rows)).toEqual([2]);
    expect(left('hash:9861d52f', rows)).toEqual([0]);
    expect(left('hash:9861d52f…8031', rows)).toEqual([0]);
    expect(left('~/hel+o/', rows)).toEqual([2]);
  });

  test('never finds a secret by its text, and a token only by at least eight of its characters', () => {
    const rows = [{ text: 'authentication_token', secrets: ['c0ffee0123456789'] }];
    expect(left('c0ffee0123456789', rows)).toEqual([]);
    expect(left('~/c0ffee/', rows)).toEqual([]);
    expect(left('token:c0ffee0', rows)).toEqual([]);
    expect(left('token:c0ffee01', rows)).toEqual([0]);
  });

  test('names its text terms in order, so that hits can be kept for them', () => {
    const keys = textTerms(nodeOf('a layer:chum (hash:12 OR -~/x/)')).map(textTermKey);
    expect(keys).toEqual(['text:"a"', 'hash:"12"', 'text:~x']);
  });

  test('obeys the laws of logic', () => {
    const word = fc.constantFrom('dir:in', 'dir:out', 'size:>5', 'is:error', 'layer:a', 'x');
    const row = fc.record({
      labels: fc.record({ dir: fc.constantFrom<string[]>(['in'], ['out'], []), layer: fc.subarray(['a', 'b']) }),
      numbers: fc.record({ size: fc.nat(10) }),
      flags: fc.subarray(['error']),
      text: fc.constantFrom('x', 'y'),
    });
    fc.assert(
      fc.property(word, word, word, fc.array(row, { minLength: 1, maxLength: 8 }), (a, b, c, rows) => {
        expect(left(`-(${a} OR ${b})`, rows)).toEqual(left(`-${a} -${b}`, rows));
        expect(left(`${a} OR ${b} ${c}`, rows)).toEqual(left(`${a} OR (${b} AND ${c})`, rows));
        expect(left(`--${a}`, rows)).toEqual(left(a, rows));
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});
