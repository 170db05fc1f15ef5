import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { EXPORTERS, exporterOf } from '../../../../src/core/report/exporters/table.ts';
import { previewExport } from '../../../../src/core/report/export-preview.ts';
import { createHeader } from '../../../../src/core/trace/archive/header.ts';
import { joinBytes } from '../../../../src/core/trace/join-bytes.ts';
import type { KeyRecord } from '../../../../src/core/trace/records.ts';
import { leaksIn } from '../../redact/leaks.ts';
import { secretsOfCapture } from '../../redact/secrets-of.ts';
import { gather } from '../../trace/archive/fixtures.ts';
import { CAPTURE_NAMES, recordsOf } from '../read-recording.ts';
import { exported, inputOf } from './export-input.ts';

const recordings = await Promise.all(CAPTURE_NAMES.map(async (name) => [name, await recordsOf(name)] as const));

describe.each(['shapes', 'fields'] as const)('at %s', (level) => {
  it.each(EXPORTERS.map(({ id }) => id))('no recording leaks into %s', async (id) => {
    for (const [name, records] of recordings) {
      const input = inputOf(records, level);
      const text =
        id === 'onetrace'
          ? gunzipSync(joinBytes((await gather(exporterOf(id).write(input))) as Uint8Array[])).toString()
          : await exported(id, input);
      expect(text.length).toBeGreaterThan(1000);
      expect(leaksIn(text, secretsOfCapture(name, records)), name).toEqual([]);
    }
  });

  it('the preview says just what the file says', async () => {
    for (const [name, records] of recordings) {
      const keys = records.filter((record): record is KeyRecord => record.kind === 'key');
      const source = {
        header: createHeader({ created: '2026-01-01T00:00:00.000Z' }),
        async *records() {
          yield* records;
        },
        keysOf: (conn: string) => keys.filter((key) => key.conn === conn),
      };
      const samples = await previewExport(source, level, false);
      expect(samples.length).toBeGreaterThan(10);
      const leaving = samples.flatMap(({ line, members }) => [line, ...members.map(({ after }) => after)]).join('\n');
      expect(leaksIn(leaving, secretsOfCapture(name, records))).toEqual([]);
      expect(samples.find(({ kind }) => kind === 'key')).toMatchObject({ line: undefined });
    }
  });
});
