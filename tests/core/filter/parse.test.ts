import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIELDS } from '../../../src/core/filter/fields.ts';
import { terms, type FilterNode } from '../../../src/core/filter/filter-node.ts';
import { parseFilter } from '../../../src/core/filter/parse.ts';

function node(text: string): FilterNode | undefined {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(`expected ${parsed.fault.expected}`);
  return parsed.node;
}

function fault(text: string) {
  const parsed = parseFilter(text);
  if (parsed.ok) throw new Error('no fault');
  return parsed.fault;
}

const matches = (text: string) => terms(node(text)).map(({ field, any }) => [field, ...any]);

describe('the filter language', () => {
  test('reads nothing as no filter', () => {
    expect(parseFilter('  ')).toEqual({ ok: true, node: undefined });
  });

  test('joins terms by AND, with or without the word, and binds it stronger than OR', () => {
    expect(node('a b OR c AND d')).toMatchObject({
      op: 'or',
      nodes: [
        { op: 'and', nodes: [{ any: [{ text: 'a' }] }, { any: [{ text: 'b' }] }] },
        { op: 'and', nodes: [{ any: [{ text: 'c' }] }, { any: [{ text: 'd' }] }] },
      ],
    });
  });

  test('takes parentheses, a minus and NOT', () => {
    expect(node('-(a OR b) NOT c')).toMatchObject({
      op: 'and',
      nodes: [
        { op: 'not', node: { op: 'or' } },
        { op: 'not', node: { op: 'term' } },
      ],
    });
  });

  test('reads the examples of the design', () => {
    expect(matches('layer:chum is:unanswered')).toEqual([
      ['layer', { kind: 'word', text: 'chum' }],
      ['is', { kind: 'word', text: 'unanswered' }],
    ]);
    expect(matches('conn:ws10..ws13 -name:chum.request')).toEqual([
      ['conn', { kind: 'span', from: 'ws10', to: 'ws13' }],
      ['name', { kind: 'word', text: 'chum.request' }],
    ]);
    expect(matches('rtt:>100ms OR is:unanswered')[0]?.[1]).toMatchObject({ from: 100, to: Infinity, fromOpen: true });
    expect(matches('dir:in size:>64k is:fragment')[1]?.[1]).toMatchObject({ from: 65536 });
    expect(matches('hash:9861d52f type:ChatMessage')).toHaveLength(2);
    expect(matches('time:19:56:30..19:56:40 has:finding')[0]?.[1]).toMatchObject({
      from: 71_790_000,
      to: 71_800_000,
      clock: true,
    });
    expect(matches('~/CYENC-\\w+/')).toEqual([[undefined, { kind: 'regexp', source: 'CYENC-\\w+' }]]);
  });

  test('reads a clock time as the whole minute or second that it names', () => {
    expect(matches('time:19:56')[0]?.[1]).toMatchObject({ from: 71_760_000, to: 71_820_000, toOpen: true });
  });

  test('lets the first number of a range take the unit of the second', () => {
    expect(matches('rtt:10..20s')[0]?.[1]).toMatchObject({ from: 10_000, to: 20_000 });
  });

  test('keeps spaces, colons and parentheses in quotes', () => {
    expect(matches('peer:"a (b): c"')).toEqual([['peer', { kind: 'word', text: 'a (b): c' }]]);
    expect(matches('"http://x"')).toEqual([[undefined, { kind: 'word', text: 'http://x' }]]);
  });

  test.each([
    ['nosuch:1', 0, 7, /known field/],
    ['layer:chum rtt:>fast', 16, 20, /duration/],
    ['is:foo', 3, 6, /one of unanswered/],
    ['(a OR b', 7, 7, /closing parenthesis/],
    ['a)', 1, 2, /end of the filter/],
    ['a OR', 4, 4, /a term/],
    ['size: 3', 0, 5, /a size/],
    ['"open', 0, 5, /closing quote/],
    ['~/(/', 0, 4, /./],
    ['time:25:00', 5, 10, /a time/],
  ])('says where %s is faulty and what was expected', (text, start, end, expected) => {
    const found = fault(text);
    expect([found.start, found.end]).toEqual([start, end]);
    expect(found.expected).toMatch(expected);
  });

  test('never throws, and faults lie within the text', () => {
    const piece = fc.constantFrom(
      ...Object.keys(FIELDS).map((name) => `${name}:`),
      'a',
      '(',
      ')',
      '-',
      ' ',
      'OR',
      'AND',
      'NOT',
      '..',
      ',',
      '>',
      '"',
      '~/',
      '/',
      '10ms',
      '\\',
      '19:56',
      'é',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
          fc.string(),
        ),
        (text) => {
          const parsed = parseFilter(text);
          if (parsed.ok) return;
          expect(parsed.fault.start).toBeGreaterThanOrEqual(0);
          expect(parsed.fault.end).toBeLessThanOrEqual(text.length);
          expect(parsed.fault.end).toBeGreaterThanOrEqual(parsed.fault.start);
          expect(parsed.fault.expected).not.toBe('');
        },
      ),
      { seed: 7, numRuns: 5000 },
    );
  });

  test('refuses nesting that would exhaust the stack', () => {
    expect(fault('('.repeat(5000)).expected).toMatch(/fewer/);
  });
});
