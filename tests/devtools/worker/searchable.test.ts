import { describe, expect, it } from 'vitest';
import { textMatcher } from '../../../src/core/filter/text-match.ts';
import { searchable } from '../../../src/devtools/worker/searchable.ts';

const shortened = searchable('chum.request', '#12 GET_OBJECT 9861D52F…8031');

describe('the text that the filter searches', () => {
  it('fits into one byte a character, although hashes are shortened in it', () => {
    expect([...shortened.text].every((character) => character <= '\u00ff')).toBe(true);
  });

  it('is found by an expression that has the sign for what is left out', () => {
    const finds = (source: string): boolean =>
      textMatcher({ field: 'text', match: { kind: 'regexp', source } })(shortened);
    expect(finds('9861d52f…803\\d')).toBe(true);
    expect(finds('9861d52f…999\\d')).toBe(false);
  });
});
