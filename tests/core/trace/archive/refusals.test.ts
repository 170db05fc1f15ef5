import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ArchiveError } from '../../../../src/core/trace/archive/error.ts';
import { gunzip as platformGunzip } from '../../../../src/core/trace/archive/gunzip.ts';
import { openArchive, type ReadOptions } from '../../../../src/core/trace/archive/read.ts';
import { HEADER_LINE, bytesOf, capture, expand, fileOf, gather, pieces, read } from './fixtures.ts';

async function refusal(
  bytes: Uint8Array,
  options?: ReadOptions,
): Promise<{ code: string; message: string; lines: number | undefined }> {
  const error: unknown = await read(bytes, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ArchiveError)) throw new Error(`not refused with an ArchiveError but ${String(error)}`);
  expect(error.message).not.toContain('\n');
  return { code: error.code, message: error.message, lines: error.lines };
}

const NOTE = '{"kind":"note","t":5,"text":"x"}';

describe('a file that is no recording', () => {
  it.each([
    ['an empty file', bytesOf(''), 'empty'],
    ['a compressed empty file', gzipSync(''), 'empty'],
    ['text', bytesOf('hello\nworld\n'), 'not-a-trace'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), 'not-a-trace'],
    ['other JSON', bytesOf('{"log":{"version":"1.2"}}'), 'not-a-trace'],
    ['compressed other lines', gzipSync('{"a":1}\n{"b":2}\n'), 'not-a-trace'],
    ['a record without header', bytesOf(`${NOTE}\n`), 'not-a-trace'],
    ['one byte', Uint8Array.of(0x1f), 'not-a-trace'],
    ['a header without version', bytesOf('{"format":"one-trace"}\n'), 'not-a-trace'],
  ])('%s is refused', async (_, bytes, code) => {
    expect(await refusal(bytes)).toMatchObject({ code });
  });

  it('of a newer version is refused in plain words', async () => {
    expect(await refusal(bytesOf(HEADER_LINE.replace('"version":1', '"version":2')))).toEqual({
      code: 'newer',
      message: 'written by a newer ONE Trace (version 2 of the file); this one reads up to version 1',
      lines: undefined,
    });
  });
});

describe('a wrong line', () => {
  it.each([
    ['is not JSON', '{"kind":'],
    ['is not an object', '[1]'],
    ['has no "kind"', '{"t":1}'],
    ['has no "text"', '{"kind":"note","t":1}'],
    ['has a "t" that is not a finite number', '{"kind":"note","t":"now","text":""}'],
    ['has a "t" that is not a finite number', '{"kind":"note","t":1e999,"text":""}'],
    [
      'has a "seq" that is not a whole number from 0 to 4294967295',
      '{"kind":"frame","conn":"a","seq":1.5,"t":1,"dir":"in","type":"text","size":1}',
    ],
    [
      'has a "dir" that is not "in" or "out"',
      '{"kind":"frame","conn":"a","seq":1,"t":1,"dir":"up","type":"text","size":1}',
    ],
    [
      'has a "base64" that is not base64',
      '{"kind":"frame","conn":"a","seq":1,"t":1,"dir":"in","type":"binary","size":1,"base64":"a*b="}',
    ],
    [
      'has a "base64" that is not base64',
      '{"kind":"frame","conn":"a","seq":1,"t":1,"dir":"in","type":"binary","size":1,"base64":"abc"}',
    ],
    [
      'has both "text" and "base64"',
      '{"kind":"frame","conn":"a","seq":1,"t":1,"dir":"in","type":"text","size":1,"text":"","base64":""}',
    ],
    [
      'is binary and has a "text"',
      '{"kind":"frame","conn":"a","seq":1,"t":1,"dir":"in","type":"binary","size":1,"text":""}',
    ],
    [
      'has a "key" that is not 64 hex digits',
      '{"kind":"key","conn":"a","t":1,"cipher":"xsalsa20poly1305","key":"00","sendCounter":1,"receiveCounter":0,"step":2}',
    ],
    [
      'has a "conn" that is not a name of 1 to 256 characters',
      `{"kind":"state","conn":"${'x'.repeat(300)}","t":1,"state":"open"}`,
    ],
    ['is nested deeper than 100 levels', `{"kind":"x","deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['is longer than 1024 KiB', `{"kind":"note","t":1,"text":"${'x'.repeat(1_100_000)}"}`],
  ])('%s: refused with its number', async (why, line) => {
    const { code, message } = await refusal(fileOf(NOTE, line, NOTE), { lineLimit: 1_048_576 });
    expect({ code, message }).toEqual({ code: 'line', message: `line 3 ${why}` });
  });

  it('that is not UTF-8 is refused with its number', async () => {
    const bytes = fileOf(NOTE);
    bytes[bytes.length - 5] = 0xff;
    expect(await refusal(bytes)).toMatchObject({ code: 'line', message: 'line 2 is not UTF-8' });
  });

  it('is left out by salvage, and counted where it was', async () => {
    const { records } = await read(fileOf(NOTE, 'rubbish', '{"kind":"note"}', NOTE.replace('5', '6')), {
      salvage: true,
    });
    expect(records).toEqual([
      { kind: 'note', t: 5, text: 'x' },
      { kind: 'lost', t: 5, count: 2, why: 'from line 3 on: the first is not JSON' },
      { kind: 'note', t: 6, text: 'x' },
    ]);
  });
});

describe('a recording that was cut', () => {
  it('is refused with the number of lines that can be read, and salvage reads those', async () => {
    const whole = await capture('happy-browser-dials');
    const lines = (await expand(whole)).split('\n');
    const cut = whole.subarray(0, whole.length >> 1);
    const { code, message, lines: readable } = await refusal(cut);
    expect(code).toBe('truncated');
    expect(message).toBe(`the file is truncated: ${readable} lines can be read`);
    const { records } = await read(cut, { salvage: true });
    expect(records).toHaveLength(readable!);
    expect(records.at(-1)).toMatchObject({
      kind: 'lost',
      count: 1,
      t: (JSON.parse(lines[readable! - 1]!) as { t: number }).t,
    });
  });

  it.each([1, 4, 8])('by %i bytes of its end loses no line', async (missing) => {
    const whole = await capture('keepalive-timeout');
    const { lines } = await refusal(whole.subarray(0, whole.length - missing));
    expect(lines).toBe((await expand(whole)).trimEnd().split('\n').length);
  });

  it('is refused as cut also where the lines are plain', async () => {
    const bytes = fileOf(NOTE, NOTE, NOTE);
    expect(await refusal(bytes.subarray(0, bytes.length - 10))).toMatchObject({ code: 'truncated', lines: 3 });
  });

  it('only of its last line break is whole', async () => {
    const bytes = fileOf(NOTE);
    expect((await read(bytes.subarray(0, bytes.length - 1))).records).toHaveLength(1);
  });

  it('or damaged inside is refused, and what is before the damage can be read', async () => {
    const bytes = Uint8Array.from(await capture('happy-browser-dials'));
    bytes.fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 64);
    const { code } = await refusal(bytes);
    expect(['damaged', 'line']).toContain(code);
    const { records } = await read(bytes, { salvage: true });
    expect(records.length).toBeGreaterThan(20);
    expect(records.at(-1)!.kind).toBe('lost');
  });

  it('is refused by the stream of the platform too', async () => {
    const whole = await capture('idle-keepalive');
    expect(await refusal(whole.subarray(0, whole.length - 3), { gunzip: platformGunzip })).toMatchObject({
      code: 'truncated',
    });
    expect((await read(whole, { gunzip: platformGunzip })).records).toHaveLength(39);
  });
});

describe('reading', () => {
  it('does not depend on how the bytes arrive', async () => {
    const file = await capture('idle-keepalive');
    const whole = await read(file);
    expect(await read(file, { pieceSize: 1 })).toEqual(whole);
    expect(await read(bytesOf(await expand(file)), { pieceSize: 7 })).toEqual(whole);
    expect(await read(bytesOf((await expand(file)).replaceAll('\n', '\r\n\r\n')))).toEqual(whole);
  });

  it('takes no more of the file than it is asked for: a bomb of lines does not fill the memory', async () => {
    const bomb = gzipSync(`${HEADER_LINE}\n${`${NOTE}\n`.repeat(2_000_000)}`);
    let taken = 0;
    const counted = async function* (): AsyncGenerator<Uint8Array> {
      for await (const piece of pieces(bomb, 1024)) {
        taken += piece.length;
        yield piece;
      }
    };
    const { records } = await openArchive(counted());
    for (let n = 0; n < 100; n += 1) await records.next();
    await records.return(undefined);
    expect(taken).toBeLessThan(bomb.length / 4);
  });

  it('a line without end is bounded: it is skipped, not held', async () => {
    const bomb = gzipSync(`${HEADER_LINE}\n{"kind":"note","text":"${'x'.repeat(30_000_000)}`);
    expect(await refusal(bomb, { lineLimit: 65_536 })).toMatchObject({ message: 'line 2 is longer than 64 KiB' });
  });

  it('reports how far it is, and stops when told to', async () => {
    const file = await capture('happy-browser-dials');
    const seen: number[] = [];
    await read(file, { pieceSize: 10_000, onProgress: (bytes) => seen.push(bytes) });
    expect(seen.at(-1)).toBe(file.length);
    const stop = new AbortController();
    const archive = await openArchive(pieces(file, 10_000), { signal: stop.signal });
    stop.abort();
    await expect(gather(archive.records)).rejects.toThrow(/abort/i);
  });

  it('passes on an error of the disk as it is', async () => {
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield (await capture('idle-keepalive')).subarray(0, 100);
      throw new Error('EIO');
    };
    await expect(openArchive(broken())).rejects.toThrow('EIO');
  });
});
