import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { joinBytes } from '../../../src/core/trace/join-bytes.ts';
import { createUnsealer, unseal } from '../../../src/core/seal/unseal.ts';
import { createByteSource } from '../../../src/core/seal/byte-source.ts';
import { gather, pieces } from '../trace/archive/fixtures.ts';
import { ALICE, BOB, CAROL, content, flipped, forged, outcome, parts, PASSPHRASE, sealBytes } from './seal-fixtures.ts';

const CHUNK = 65_536;
const openAlice = { secretKey: ALICE.secretKey };
const byPassphrase = { passphrase: PASSPHRASE };

/** Three chunks: two full ones and a short one. */
const LENGTH = 2 * CHUNK + 1000;
let file: Uint8Array;
let header: Uint8Array;
let frames: Uint8Array[];
let others: Uint8Array[];

beforeAll(async () => {
  file = await sealBytes(content(LENGTH), { publicKeys: [ALICE.publicKey] });
  ({ header, frames } = parts(file, LENGTH));
  others = parts(await sealBytes(content(LENGTH), { publicKeys: [ALICE.publicKey] }), LENGTH).frames;
});

const build = (...order: (Uint8Array | undefined)[]): Uint8Array =>
  joinBytes([header, ...order.filter((part) => part !== undefined)]);
const beginning = (chunks: number): Uint8Array => content(LENGTH).subarray(0, chunks * CHUNK);

describe('chunks that are not as they were sealed', () => {
  it.each<[what: string, code: string, chunks: number, make: () => Uint8Array]>([
    ['the first is missing', 'damaged', 0, () => build(frames[1], frames[2])],
    ['one in the middle is missing', 'damaged', 1, () => build(frames[0], frames[2])],
    ['the last is missing', 'cut-short', 2, () => build(frames[0], frames[1])],
    ['all are missing', 'cut-short', 0, () => build()],
    ['two are swapped', 'damaged', 0, () => build(frames[1], frames[0], frames[2])],
    ['one is there twice', 'damaged', 1, () => build(frames[0], frames[0], frames[1], frames[2])],
    ['the last is there twice', 'damaged', 3, () => build(...frames, frames[2])],
    ['a byte follows the last', 'damaged', 3, () => build(...frames, new Uint8Array(1))],
    ['one is of another file for the same key', 'damaged', 1, () => build(frames[0], others[1], frames[2])],
    ['a full one is marked as the last', 'damaged', 1, () => build(frames[0], flipped(frames[1]!, 0, 7))],
    ['the last is not marked', 'damaged', 2, () => build(frames[0], frames[1], flipped(frames[2]!, 0, 7))],
    ['the last claims to be longer', 'damaged', 2, () => build(frames[0], frames[1], flipped(frames[2]!, 2, 5))],
    [
      'the last claims to be longer than any',
      'damaged',
      2,
      () => build(frames[0], frames[1], flipped(frames[2]!, 0, 5)),
    ],
  ])('%s: %s', async (_, code, chunks, make) => {
    const found = await outcome(make(), openAlice);
    expect(found.code).toBe(code);
    expect(Buffer.from(found.content).equals(chunks === 3 ? content(LENGTH) : beginning(chunks))).toBe(true);
  });

  it('a length beyond that of a chunk is refused before so much is read', async () => {
    let bytes = 0;
    async function* crafted(): AsyncGenerator<Uint8Array> {
      yield joinBytes([header, new Uint8Array([0xff, 0xff, 0xff, 0xff])]);
      for (; bytes < 1e7; bytes += CHUNK) yield new Uint8Array(CHUNK);
    }
    await expect(gather(unseal(crafted(), openAlice))).rejects.toMatchObject({ code: 'damaged' });
    expect(bytes).toBe(0);
  });

  it('a turned bit anywhere is noticed, and nothing of its chunk is handed on', async () => {
    const place = fc.integer({ min: 0, max: LENGTH + 3 * 20 - 1 });
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 0, max: 7 }), async (at, bit) => {
        const found = await outcome(flipped(file, header.length + at, bit), openAlice);
        expect(found.code).toBe('damaged');
        const chunk = Math.floor(at / (CHUNK + 20));
        expect(Buffer.from(found.content).equals(beginning(chunk))).toBe(true);
      }),
      { numRuns: 120 },
    );
  });

  it('a turned bit is noticed in every bit of a small file', async () => {
    const small = await sealBytes(content(3), { publicKeys: [ALICE.publicKey] });
    const start = parts(small, 3).header.length;
    for (let at = start; at < small.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1)
        expect((await outcome(flipped(small, at, bit), openAlice)).code, `byte ${at} bit ${bit}`).toBe('damaged');
    }
  }, 60_000);

  it('a cut anywhere is noticed, and all before it is handed on', async () => {
    const edges = [0, 1, 2].flatMap((chunk) => [-1, 0, 1, 3, 4, 5].map((more) => chunk * (CHUNK + 20) + more));
    const place = fc.oneof(
      fc.constantFrom(...edges.filter((at) => at >= 0)),
      fc.integer({ min: 0, max: LENGTH + 3 * 20 - 1 }),
    );
    await fc.assert(
      fc.asyncProperty(place, async (at) => {
        const found = await outcome(file.subarray(0, header.length + at), openAlice);
        expect(found.code).toBe('cut-short');
        expect(Buffer.from(found.content).equals(beginning(Math.floor(at / (CHUNK + 20))))).toBe(true);
      }),
      { numRuns: 80 },
    );
  });

  it('a file whose last chunk is full is not whole without it', async () => {
    const even = await sealBytes(content(2 * CHUNK), { publicKeys: [ALICE.publicKey] });
    const short = even.subarray(0, even.length - CHUNK - 20);
    expect(await outcome(short, openAlice)).toMatchObject({ code: 'cut-short', content: content(CHUNK) });
  });
});

describe('a header that is not as it was written', () => {
  const kinds = [
    ['with a passphrase', { passphrase: PASSPHRASE }, byPassphrase],
    ['for a public key', { publicKeys: [ALICE.publicKey, BOB.publicKey] }, openAlice],
  ] as const;

  it.each(kinds)('is found damaged at every byte: %s', async (_, recipients, opener) => {
    // Long enough that a wrong number of recipients does not run into its end.
    const sealed = await sealBytes(content(30_000), recipients);
    const length = parts(sealed, 30_000).header.length;
    for (let at = 0; at < length; at += 1) {
      const { code } = await outcome(flipped(sealed, at, at % 8), opener);
      expect(code, `byte ${at}`).toBe(at < 12 ? 'not-sealed' : at === 12 ? 'newer-version' : 'damaged');
    }
  });

  it.each(kinds)('is found cut at every byte: %s', async (_, recipients, opener) => {
    const sealed = await sealBytes(content(0), recipients);
    for (let at = 12; at < sealed.length; at += 1)
      expect((await outcome(sealed.subarray(0, at), opener)).code, `${at} bytes`).toBe('cut-short');
  });

  it('of a version to come is refused in words', async () => {
    const newer = file.slice();
    newer[12] = 2;
    expect(await outcome(newer, openAlice)).toMatchObject({
      code: 'newer-version',
      message: 'it was sealed by a newer ONE Trace (version 2 of the seal); this one opens version 1',
    });
  });

  it.each<[what: string, change: (fields: Uint8Array) => Uint8Array]>([
    [
      'two recipients were swapped',
      (fields) => joinBytes([fields.slice(0, 15), fields.slice(95, 175), fields.slice(15, 95)]),
    ],
    ['one was removed', (fields) => joinBytes([fields.slice(0, 14), new Uint8Array([1]), fields.slice(15, 95)])],
    [
      'one was added',
      (fields) => joinBytes([fields.slice(0, 14), new Uint8Array([3]), fields.slice(15), fields.slice(95)]),
    ],
    ['the lock of another was changed', (fields) => flipped(fields, 100)],
  ])('is found changed also where its checksum was put right: %s', async (_, change) => {
    const sealed = await sealBytes(content(9), { publicKeys: [ALICE.publicKey, BOB.publicKey] });
    const length = parts(sealed, 9).header.length;
    expect(await outcome(forged(sealed, length, change), openAlice)).toMatchObject({
      code: 'damaged',
      message: 'its beginning is damaged, or was changed',
    });
  });

  it('does not lend its chunks to another header', async () => {
    const mine = await sealBytes(content(9), { publicKeys: [ALICE.publicKey] });
    const theirs = await sealBytes(content(9), { publicKeys: [ALICE.publicKey, CAROL.publicKey] });
    const mixed = joinBytes([parts(mine, 9).header, ...parts(theirs, 9).frames]);
    expect((await outcome(mixed, openAlice)).code).toBe('damaged');
  });

  it.each([
    ['2 TiB of memory', [31, 8, 1]],
    ['512 MiB of memory', [19, 8, 1]],
    ['N beyond all numbers', [255, 8, 1]],
    ['wide blocks', [17, 255, 1]],
    ['much work in little memory', [15, 8, 255]],
    ['no work at all', [0, 8, 1]],
    ['blocks without width', [17, 0, 1]],
    ['no pass', [17, 8, 0]],
  ])('is refused before any work where it asks for %s', async (_, cost) => {
    const sealed = await sealBytes(content(9), { passphrase: PASSPHRASE });
    const crafted = forged(sealed, parts(sealed, 9).header.length, (fields) =>
      joinBytes([fields.slice(0, 14), new Uint8Array(cost), fields.slice(17)]),
    );
    const worked: number[] = [];
    const opening = createUnsealer(byPassphrase).open(createByteSource(pieces(crafted)), {
      onProgress: (fraction) => worked.push(fraction),
    });
    await expect(opening).rejects.toMatchObject({ code: 'too-costly' });
    expect(worked).toEqual([]);
  });

  it('that claims to have no recipient is damaged', async () => {
    const sealed = await sealBytes(content(9), { publicKeys: [ALICE.publicKey] });
    const crafted = forged(sealed, parts(sealed, 9).header.length, (fields) =>
      joinBytes([fields.slice(0, 14), new Uint8Array([0])]),
    );
    expect((await outcome(crafted, openAlice)).code).toBe('damaged');
  });

  it('is never taken for one: other files are not sealed', async () => {
    for (const bytes of [new Uint8Array(0), content(5), new Uint8Array([0x1f, 0x8b, 8])])
      expect((await outcome(bytes, openAlice)).code).toBe('not-sealed');
  });
});

describe('errors', () => {
  it('never repeat a passphrase or a key', async () => {
    const sealed = await sealBytes(content(9), { publicKeys: [ALICE.publicKey] });
    const opener = { secretKey: `${ALICE.secretKey.slice(0, -1)}q`, passphrase: PASSPHRASE };
    const { message } = await outcome(sealed, opener);
    expect(message).not.toContain(ALICE.secretKey.slice(6, 20));
    expect(message).not.toContain(PASSPHRASE);
  });
});
