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

/** Written from the records alone, with everything: read once. */
const RECORDS: ExportChoice = { format: 'onetrace', level: 'none', keys: true };
/** Read once for what it concludes, and again as it is written. */
const CONCLUSIONS: ExportChoice = { format: 'json', level: 'none', keys: false };

describe('an export of a long recording', () => {
  let decoder: DecoderClient;
  beforeAll(async () => {
    decoder = await openLong();
  }, 60_000);

  test.each<[string, ExportChoice, (progress: ExportProgress) => boolean]>([
    ['concludes', CONCLUSIONS, ({ bytes }) => bytes === 0],
    ['writes what it concluded', CONCLUSIONS, ({ records }) => records > FRAMES + 5000],
    ['writes', RECORDS, ({ records }) => records > 0],
  ])('is told of, and ends without a file where it is stopped while it %s', async (_, choice, isThere) => {
    const stopper = new AbortController();
    const seen: ExportProgress[] = [];
    const running = decoder.export(choice, {
      signal: stopper.signal,
      onProgress(progress) {
        seen.push(progress);
        if (isThere(progress)) stopper.abort();
      },
    });
    await expect(running).rejects.toThrow('the export was stopped');
    expect(seen.some(isThere)).toBe(true);
    expect(seen.at(-1)?.records).toBeLessThan((choice === RECORDS ? 1 : 2) * FRAMES);
  });

  test.each<[string, ExportChoice, number]>([
    ['from the records alone', RECORDS, 1],
    ['with conclusions', CONCLUSIONS, 2],
  ])('can be made %s after one was stopped, and tells of every record and byte', async (_, choice, passes) => {
    let last: ExportProgress = { records: 0, bytes: 0 };
    const { file } = await decoder.export(choice, { onProgress: (progress) => void (last = progress) });
    expect(last.bytes).toBe(file.size);
    expect(last.records).toBeGreaterThan(passes * FRAMES);
  });
});
