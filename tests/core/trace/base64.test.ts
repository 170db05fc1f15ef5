import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../../src/core/trace/base64.ts';

it('writes what everyone else writes, and reads it back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = encodeBase64(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64'));
      expect(decodeBase64(text)).toEqual(bytes);
    }),
    { seed: 1 },
  );
});

it.each(['a', 'ab', 'abc', 'abcde', 'ab c', 'a===', '====', 'ab=c', 'ab-_', 'äbcd', 'abc\u0141', '=abc', 'ab==abcd'])(
  'refuses %j',
  (text) => {
    expect(decodeBase64(text)).toBeUndefined();
  },
);
