import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSealed, sealKind } from '../../../src/core/seal/layout.ts';
import { seal } from '../../../src/core/seal/seal.ts';
import { unseal } from '../../../src/core/seal/unseal.ts';
import { gather, pieces } from '../trace/archive/fixtures.ts';
import {
  ALICE,
  BOB,
  CAROL,
  CHEAP,
  content,
  outcome,
  PASSPHRASE,
  sealBytes,
  SMALL_ORDER_KEY,
  unsealBytes,
} from './seal-fixtures.ts';

const CHUNK = 65_536;
const forAlice = { publicKeys: [ALICE.publicKey] };
const openAlice = { secretKey: ALICE.secretKey };
const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a).equals(b);

describe('what was sealed', () => {
  const edges = [0, 1, 2, 3].flatMap((chunks) => [-2, -1, 0, 1, 2].map((more) => chunks * CHUNK + more));
  it.each(edges.filter((length) => length >= 0))('opens again: %i bytes', async (length) => {
    const file = await sealBytes(content(length), forAlice);
    expect(isSame(await unsealBytes(file, openAlice), content(length))).toBe(true);
  });

  it('opens again whatever the pieces in which it comes, before and after', async () => {
    const piece = fc.integer({ min: 1, max: 3 * CHUNK });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 4 * CHUNK }), piece, piece, async (length, into, outOf) => {
        const file = await sealBytes(content(length), forAlice, { pieceSize: into });
        expect(isSame(await unsealBytes(file, openAlice, outOf), content(length))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('opens again from pieces of one byte', async () => {
    const file = await sealBytes(content(300), forAlice, { pieceSize: 1 });
    expect(isSame(await unsealBytes(file, openAlice, 1), content(300))).toBe(true);
  });

  it('shows nothing of itself, and never looks the same twice', async () => {
    const secret = 'the invitation token';
    const text = new TextEncoder().encode(secret.repeat(20));
    const [one, two] = [await sealBytes(text, forAlice), await sealBytes(text, forAlice)];
    expect(Buffer.from(one).includes(secret)).toBe(false);
    expect(isSame(one.subarray(-300), two.subarray(-300))).toBe(false);
  });

  it('is known by its first bytes, with what opens it', async () => {
    const byPassphrase = await sealBytes(content(1), { passphrase: PASSPHRASE });
    const byKey = await sealBytes(content(1), forAlice);
    expect([byPassphrase, byKey].map((file) => isSealed(file.subarray(0, 12)))).toEqual([true, true]);
    expect([byPassphrase, byKey].map((file) => sealKind(file.subarray(0, 14)))).toEqual(['passphrase', 'keys']);
    expect(isSealed(new Uint8Array([0x1f, 0x8b]))).toBe(false);
    expect(isSealed(byKey.subarray(0, 11))).toBe(false);
  });
});

describe('a passphrase', () => {
  it('opens however its letters are composed', async () => {
    const file = await sealBytes(content(9), { passphrase: 'Ångström ﬁne' });
    const typed = 'A\u030angstro\u0308m fine';
    expect(isSame(await unsealBytes(file, { passphrase: typed }), content(9))).toBe(true);
  });

  it.each([
    ['another one', { passphrase: 'Correct horse battery staple' }, 'wrong-passphrase'],
    ['none at all', {}, 'needs-passphrase'],
    ['a key only', openAlice, 'needs-passphrase'],
  ])('is asked for: %s does not open', async (_, opener, code) => {
    const file = await sealBytes(content(9), { passphrase: PASSPHRASE });
    expect(await outcome(file, opener)).toMatchObject({ code, content: new Uint8Array(0) });
  });

  it('that is empty seals nothing', async () => {
    await expect(sealBytes(content(9), { passphrase: '' })).rejects.toMatchObject({ code: 'wrong-passphrase' });
  });

  it('becomes a key with progress from 0 to 1', async () => {
    const seen: number[] = [];
    await sealBytes(content(9), { passphrase: PASSPHRASE }, { onProgress: (fraction) => seen.push(fraction) });
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  });
});

describe('public keys', () => {
  it('each open with the secret key of their own, and with no other', async () => {
    const file = await sealBytes(content(9), { publicKeys: [ALICE.publicKey, BOB.publicKey] });
    for (const { secretKey } of [ALICE, BOB])
      expect(isSame(await unsealBytes(file, { secretKey }), content(9))).toBe(true);
    expect(await outcome(file, { secretKey: CAROL.secretKey })).toMatchObject({ code: 'not-for-this-key' });
  });

  it.each([
    ['nothing', {}, 'needs-key'],
    ['a passphrase', { passphrase: PASSPHRASE }, 'needs-key'],
    ['a public key', { secretKey: ALICE.publicKey }, 'wrong-key'],
    ['a key with a typing error', { secretKey: ALICE.secretKey.slice(0, -1) }, 'wrong-key'],
  ])('are asked for: %s does not open', async (_, opener, code) => {
    expect(await outcome(await sealBytes(content(9), forAlice), opener)).toMatchObject({ code });
  });

  it('may be 255 of them', async () => {
    const many = (count: number): string[] => [...Array<string>(count - 1).fill(BOB.publicKey), ALICE.publicKey];
    const file = await sealBytes(content(9), { publicKeys: many(255) });
    expect(isSame(await unsealBytes(file, openAlice), content(9))).toBe(true);
    await expect(sealBytes(content(9), { publicKeys: many(256) })).rejects.toMatchObject({ code: 'wrong-key' });
  }, 60_000);

  it.each([
    ['none', []],
    ['a secret one', [ALICE.secretKey]],
    ['one that would keep nothing secret', [SMALL_ORDER_KEY]],
    ['a good one and a bad one', [ALICE.publicKey, 'otpub1x']],
  ])('must be good: %s seals nothing', async (_, publicKeys) => {
    await expect(sealBytes(content(9), { publicKeys })).rejects.toMatchObject({ code: 'wrong-key' });
  });
});

describe('sealing and opening as a stream', () => {
  /** More than anybody here takes (20 MB), which tells how much of it was taken, and whether it was told to stop. */
  function abundant() {
    const seen = { bytes: 0, closed: false };
    const iterator: AsyncIterator<Uint8Array> = {
      async next() {
        if (seen.bytes >= 20e6) return { done: true, value: undefined };
        seen.bytes += 10_000;
        return { done: false, value: new Uint8Array(10_000) };
      },
      async return() {
        seen.closed = true;
        return { done: true, value: undefined };
      },
    };
    const chunks = (): AsyncIterable<Uint8Array> => ({ [Symbol.asyncIterator]: () => iterator });
    return { seen, chunks };
  }

  it('reads no further than one chunk ahead of its reader', async () => {
    const { seen, chunks } = abundant();
    const opened = unseal(seal(chunks(), forAlice), openAlice);
    for (let chunk = 1; chunk <= 20; chunk += 1) {
      expect((await opened.next()).value).toHaveLength(CHUNK);
      expect(seen.bytes).toBeLessThanOrEqual((chunk + 1) * CHUNK);
    }
    await opened.return(undefined);
  });

  it('tells the source when nobody reads any longer', async () => {
    const { seen, chunks } = abundant();
    const opened = unseal(seal(chunks(), forAlice), openAlice);
    await opened.next();
    await opened.return(undefined);
    expect(seen.closed).toBe(true);
  });

  it('tells the source when it cannot be opened', async () => {
    const { seen, chunks } = abundant();
    await expect(gather(unseal(seal(chunks(), forAlice), { secretKey: BOB.secretKey }))).rejects.toThrow();
    expect(seen.closed).toBe(true);
  });

  it('hands on an error of its source as it is', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield content(100_000);
      throw new Error('the disk is gone');
    }
    await expect(gather(seal(broken(), forAlice))).rejects.toThrow('the disk is gone');
  });

  it.each(['seal', 'open'] as const)('stops when it is told to: %s', async (what) => {
    const { seen, chunks } = abundant();
    const stop = new AbortController();
    const { signal } = stop;
    const sealed = seal(chunks(), forAlice, what === 'seal' ? { signal } : {});
    const stream = what === 'seal' ? sealed : unseal(sealed, openAlice, { signal });
    await stream.next();
    stop.abort(new Error('enough'));
    await expect(gather(stream)).rejects.toThrow('enough');
    expect(seen.closed).toBe(true);
  });

  it('stops while the passphrase becomes a key', async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    const sealing = gather(
      seal(
        pieces(content(9)),
        { passphrase: PASSPHRASE },
        {
          cost: CHEAP,
          signal: stop.signal,
          onProgress(fraction) {
            seen.push(fraction);
            stop.abort(new Error('enough'));
          },
        },
      ),
    );
    await expect(sealing).rejects.toThrow('enough');
    expect(seen).toHaveLength(1);
  });
});
