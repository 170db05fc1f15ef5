import { beforeAll, describe, expect, test } from 'vitest';
import type { ExportChoice, ExportProgress } from '../../../src/core/contract/decoder.ts';
import { writeArchive } from '../../../src/core/trace/archive/write.ts';
import { GENERATOR } from '../../../src/core/trace/archive/header.ts';
import { createSession } from '../../../src/devtools/state/session.ts';
import type { DecoderClient } from '../../../src/devtools/state/decoder-client.ts';
import { sessionRecords } from '../../bench/traffic.ts';
import { openDecoder } from '../open-decoder.ts';
import { until } from '../open-session.ts';

const FRAMES = 25_000;

/** A recording of more frames than an export reads between two looks at its signal. */
async function openLong(): Promise<DecoderClient> {
  const header = {
    format: 'one-trace',
    version: 1,
    created: '2026-11-23T00:00:00.000Z',
    generator: GENERATOR,
  } as const;
  const chunks: BlobPart[] = [];
  const archive = writeArchive({ ...header, redaction: 'none' }, sessionRecords({ frames: FRAMES, size: 200 }));
  for await (const chunk of archive) chunks.push(chunk as BlobPart);
  const decoder = openDecoder();
  const session = createSession(decoder);
  session.open({ kind: 'file', file: new Blob(chunks), name: 'long', salvage: false }, 'long');
  await until(() => session.opened.value !== undefined && !session.pending.value);
  return decoder;
}

const CHOICE: ExportChoice = { format: 'onetrace', level: 'none', keys: true };

describe('an export of a long recording', () => {
  let decoder: DecoderClient;
  beforeAll(async () => {
    decoder = await openLong();
  }, 60_000);

  test.each<[string, (progress: ExportProgress) => boolean]>([
    ['while it concludes', ({ bytes }) => bytes === 0],
    ['while it writes', ({ records }) => records > FRAMES + 5],
  ])('is told of, and ends without a file where it is stopped %s', async (_, isThere) => {
    const stopper = new AbortController();
    const seen: ExportProgress[] = [];
    const running = decoder.export(CHOICE, {
      signal: stopper.signal,
      onProgress(progress) {
        seen.push(progress);
        if (isThere(progress)) stopper.abort();
      },
    });
    await expect(running).rejects.toThrow('the export was stopped');
    expect(seen.some(isThere)).toBe(true);
    expect(seen.at(-1)?.records).toBeLessThan(2 * FRAMES);
  });

  test('can be made after one was stopped, and tells of every record and byte', async () => {
    let last: ExportProgress = { records: 0, bytes: 0 };
    const { file } = await decoder.export(CHOICE, { onProgress: (progress) => void (last = progress) });
    expect(last.bytes).toBe(file.size);
    expect(last.records).toBeGreaterThanOrEqual(2 * FRAMES);
  });
});
