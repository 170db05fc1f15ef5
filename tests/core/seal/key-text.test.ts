import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBech32, toBech32 } from '../../../src/core/seal/bech32.ts';
import { createKeyPair, keyFileText, readKeyPair } from '../../../src/core/seal/key-pair.ts';
import { readPublicKey, readSecretKey } from '../../../src/core/seal/key-text.ts';
import { ALICE, BOB } from './seal-fixtures.ts';

const DIGITS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

describe('Bech32m', () => {
  it.each(['a1lqfn3a', 'split1checkupstagehandshakeupstreamerranterredcaperredlc445v', '?1v759aa'])(
    'reads and writes the test vector %s of BIP 350',
    (text) => {
      const read = fromBech32(text);
      expect(read && toBech32(read.prefix, read.bytes)).toBe(text);
    },
  );

  it.each(['a1lqfn3b', '1lqfn3a', 'a1', '', 'b1lqfn3a', 'a12uel5l', 'split1checkupstagehandshake'])(
    'refuses %j',
    (text) => expect(fromBech32(text)).toBeUndefined(),
  );

  it('gives back any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(fromBech32(toBech32('x', bytes))).toEqual({ prefix: 'x', bytes });
      }),
    );
  });
});

describe('keys as text', () => {
  it('are 64 characters that a double click selects, and say which is which', () => {
    expect(ALICE.publicKey).toMatch(/^otpub1[a-z0-9]{58}$/);
    expect(ALICE.secretKey).toMatch(/^otsec1[a-z0-9]{58}$/);
  });

  it('stay what they are', () => {
    expect(ALICE).toEqual({
      publicKey: 'otpub15nsf9y4k28p83wth93tf7hafhvfajp45d2mge80ems45gz0c5gysymkwt9',
      secretKey: 'otsec1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqsgup6s0',
    });
  });

  it('are new for everybody', () => {
    expect(createKeyPair()).not.toEqual(createKeyPair());
  });

  it('are read with space around them and in capitals', () => {
    expect(readPublicKey(`  ${ALICE.publicKey.toUpperCase()}\n`)).toEqual(readPublicKey(ALICE.publicKey));
    expect(readSecretKey(`\t${ALICE.secretKey} \r\n`)).toEqual(new Uint8Array(32).fill(1));
  });

  it('let no typing error through: one to four wrong characters, wherever they are', () => {
    const place = fc.integer({ min: 6, max: 63 });
    const errors = fc.uniqueArray(fc.tuple(place, fc.integer({ min: 1, max: 31 })), {
      minLength: 1,
      maxLength: 4,
      selector: ([at]) => at,
    });
    fc.assert(
      fc.property(errors, (wrong) => {
        const letters = [...ALICE.publicKey];
        for (const [at, by] of wrong) letters[at] = DIGITS[(DIGITS.indexOf(letters[at]!) + by) % 32]!;
        expect(() => readPublicKey(letters.join(''))).toThrow('the public key has a mistake in it');
      }),
      { numRuns: 500 },
    );
  });

  it.each<[what: string, read: () => unknown, says: RegExp]>([
    ['a secret key where a public one belongs', () => readPublicKey(ALICE.secretKey), /^this is a secret key/],
    ['a public key where a secret one belongs', () => readSecretKey(ALICE.publicKey), /^this is a public key/],
    [
      'a key that lost its end',
      () => readPublicKey(ALICE.publicKey.slice(0, 50)),
      /mistake in it, or a part is missing$/,
    ],
    ['a good text of another length', () => readPublicKey(toBech32('otpub', new Uint8Array(31))), /mistake in it/],
    ['something else', () => readPublicKey('hello'), /^this is no public key/],
    ['nothing', () => readSecretKey(''), /^this is no secret key/],
    ['two keys', () => readSecretKey(`${ALICE.secretKey}\n${BOB.secretKey}`), /^there is more than one key/],
  ])('say of %s what it is, without repeating it', (_, read, says) => {
    expect(read).toThrow(
      expect.objectContaining({ code: 'wrong-key', message: expect.stringMatching(says) as string }),
    );
    expect(read).not.toThrow(ALICE.secretKey.slice(6, 20));
  });
});

describe('the file of a secret key', () => {
  it('holds the pair, and says what it is', () => {
    const text = keyFileText(ALICE);
    expect(text).toContain(ALICE.publicKey);
    expect(text).toMatch(/^# ONE Trace: secret key/);
    expect(readKeyPair(text)).toEqual(ALICE);
  });

  it('is also read with the line ends of Windows', () => {
    expect(readKeyPair(keyFileText(BOB).replaceAll('\n', '\r\n'))).toEqual(BOB);
  });

  it('gives the public key to a secret key that stands alone', () => {
    expect(readKeyPair(ALICE.secretKey).publicKey).toBe(ALICE.publicKey);
  });
});
