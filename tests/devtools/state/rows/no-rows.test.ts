import { expect, test } from 'vitest';
import { topTerms } from '../../../../src/devtools/state/rows/no-rows.ts';

const terms = (text: string): string[] => topTerms(text).map(({ start, end }) => text.slice(start, end));

test('the terms that can be dropped one by one are those joined by AND', () => {
  expect(terms('layer:chum -name:"a b" rtt:>5ms')).toEqual(['layer:chum', '-name:"a b"', 'rtt:>5ms']);
  expect(terms('layer:chum')).toEqual(['layer:chum']);
  expect(terms('layer:chum OR layer:comm')).toEqual([]);
  expect(terms('layer:chum (a b)')).toEqual(['layer:chum']);
  expect(terms('layer:')).toEqual([]);
});
