import { describe, expect, test } from 'vitest';
import { completeFilter } from '../../../src/core/filter/complete.ts';
import { parseFilter } from '../../../src/core/filter/parse.ts';

const values = (): string[] => ['chum', 'comm-server', 'two words'];
const texts = (text: string, caret = text.length): string[] =>
  completeFilter(text, caret, values).map((each) => each.text);

describe('completion', () => {
  test('offers fields for the beginning of a word', () => {
    expect(texts('la')).toEqual(['layer:']);
    expect(texts('-na')).toEqual(['-name:']);
  });

  test('offers values that occur, and leaves the rest of the filter as it is', () => {
    expect(texts('size:>1k layer:c -x', 16)).toEqual(['size:>1k layer:chum -x', 'size:>1k layer:comm-server -x']);
  });

  test('continues a list of values and quotes what has spaces', () => {
    expect(texts('layer:chum,t')).toEqual(['layer:chum,"two words"']);
  });

  test('offers the words of is: and has:, with the filter that counts their hits', () => {
    const [first] = completeFilter('layer:chum is:un', 16, values);
    expect(first).toMatchObject({
      text: 'layer:chum is:unanswered',
      caret: 24,
      typed: [11, 16],
      probe: 'layer:chum is:unanswered',
    });
  });

  test('proposes only filters that can be read', () => {
    for (const text of ['is:', 'has:', 'size:', 'rtt:', 'layer:', 'layer:t']) {
      for (const { text: proposal } of completeFilter(text, text.length, values))
        expect(parseFilter(proposal).ok).toBe(true);
    }
  });

  test('knows nothing to add to an unknown field or a finished value', () => {
    expect(texts('foo:')).toEqual([]);
    expect(texts('layer:chum')).toEqual([]);
  });
});
