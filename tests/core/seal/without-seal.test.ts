import { beforeAll, describe, expect, it } from 'vitest';
import { gunzip as cliGunzip } from '../../../src/cli/gunzip.ts';
import { createUnsealer, type Opener } from '../../../src/core/seal/unseal.ts';
import { withoutSeal } from '../../../src/core/seal/without-seal.ts';
import { joinBytes } from '../../../src/core/trace/join-bytes.ts';
import { openArchive, type ReadOptions } from '../../../src/core/trace/archive/read.ts';
import { gunzip as platformGunzip } from '../../../src/core/trace/archive/gunzip.ts';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { capture, fileOf, gather, pieces, read } from '../trace/archive/fixtures.ts';
import { ALICE, BOB, flipped, parts, PASSPHRASE, sealBytes } from './seal-fixtures.ts';

const openAlice = { secretKey: ALICE.secretKey };
const forAlice = { publicKeys: [ALICE.publicKey] };

async function readSealed(file: Uint8Array, opener: Opener, options: ReadOptions = {}): Promise<TraceRecord[]> {
  const chunks = withoutSeal(pieces(file, 5000), createUnsealer(opener));
  return gather((await openArchive(chunks, options)).records);
}

const note = (t: number, text: string): string => JSON.stringify({ kind: 'note', t, text });
/** Several chunks long. */
const LONG = fileOf(...Array.from({ length: 3000 }, (_, at) => note(at, String(Math.sin(at)).padEnd(30, '.'))));

describe('a recording that may be sealed', () => {
  it.each([platformGunzip, cliGunzip])('reads the same as without its seal (%o)', async (gunzip) => {
    const plain = await capture('idle-keepalive');
    const { records } = await read(plain);
    expect(await readSealed(await sealBytes(plain, forAlice), openAlice, { gunzip })).toEqual(records);
  });

  it.each([
    ['compressed', () => capture('idle-keepalive')],
    ['plain lines', async () => LONG],
  ])('passes as it is where it is not sealed: %s', async (_, make) => {
    const plain = await make();
    expect(await readSealed(plain, {})).toEqual((await read(plain)).records);
  });

  it('passes as it is where it is shorter than any seal', async () => {
    const tiny = new Uint8Array([0x1f, 0x8b]);
    expect(await gather(withoutSeal(pieces(tiny), createUnsealer({})))).toEqual([tiny]);
  });

  it('that cannot be opened says why, in words of the seal', async () => {
    const file = await sealBytes(LONG, forAlice);
    await expect(readSealed(file, {})).rejects.toMatchObject({ name: 'SealError', code: 'needs-key' });
    await expect(readSealed(file, { secretKey: BOB.secretKey })).rejects.toMatchObject({ code: 'not-for-this-key' });
  });
});

describe('a sealed recording that was cut or damaged', () => {
  let file: Uint8Array;
  let whole: TraceRecord[];
  beforeAll(async () => {
    file = await sealBytes(LONG, forAlice);
    whole = (await read(LONG)).records;
    expect(parts(file, LONG.length).frames.length).toBeGreaterThan(2);
  });

  const broken = [
    ['truncated', () => file.subarray(0, file.length - 10)],
    ['damaged', () => flipped(file, file.length - 10)],
    ['damaged', () => new Uint8Array([...file, 0])],
  ] as const;

  it.each(broken)('is refused with the lines that can be read: %s', async (code, make) => {
    const error: unknown = await readSealed(make(), openAlice).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'ArchiveError', code });
    const lines = Number(/: (\d+) lines can be read/.exec(String(error))?.[1]);
    expect(lines).toBeGreaterThan(1000);
  });

  it.each(broken)('gives all that is genuine, and says that more is missing: %s', async (code, make) => {
    const salvaged = await readSealed(make(), openAlice, { salvage: true });
    const lost = salvaged.pop();
    expect(lost).toMatchObject({ kind: 'lost', why: expect.stringContaining(`the file is ${code}`) as string });
    expect(salvaged.length).toBeGreaterThan(1000);
    expect(salvaged).toEqual(whole.slice(0, salvaged.length));
  });

  it('is refused also where the cut is between two lines', async () => {
    const room = 65_536 - fileOf(note(1, '')).length;
    const lines = fileOf(note(1, 'x'.repeat(room)), note(2, 'more'));
    const sealed = await sealBytes(lines, forAlice);
    const { header, frames } = parts(sealed, lines.length);
    await expect(readSealed(joinBytes([header, frames[0]!]), openAlice)).rejects.toMatchObject({
      message: 'the file is truncated: 2 lines can be read',
    });
  });
});

describe('one unsealer', () => {
  it('turns a passphrase into a key once, however often a file is read', async () => {
    const file = await sealBytes(LONG, { passphrase: PASSPHRASE });
    const unsealer = createUnsealer({ passphrase: PASSPHRASE });
    const worked: number[] = [];
    const readOnce = () =>
      gather(withoutSeal(pieces(file), unsealer, { onProgress: (fraction) => worked.push(fraction) }));
    const first = await readOnce();
    const work = worked.length;
    expect(work).toBeGreaterThan(0);
    expect(await readOnce()).toEqual(first);
    expect(worked).toHaveLength(work);
  });

  it('opens files of both kinds', async () => {
    const unsealer = createUnsealer({ passphrase: PASSPHRASE, ...openAlice });
    for (const recipients of [forAlice, { passphrase: PASSPHRASE }]) {
      const opened = await gather(withoutSeal(pieces(await sealBytes(LONG, recipients)), unsealer));
      expect(Buffer.concat(opened).equals(LONG)).toBe(true);
    }
  });
});
