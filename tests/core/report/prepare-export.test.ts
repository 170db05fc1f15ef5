import { describe, expect, it } from 'vitest';
import type { RedactionLevel } from '../../../src/core/redact/level.ts';
import { createRedactor } from '../../../src/core/redact/redactor.ts';
import type { ExportRecords } from '../../../src/core/report/exporters/exporter.ts';
import { prepareExport, prepareRecords, type ExportSource } from '../../../src/core/report/prepare-export.ts';
import { createHeader } from '../../../src/core/trace/archive/header.ts';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { everyRecord } from '../redact/every-record.ts';
import { keysOf } from '../redact/redact-all.ts';
import { recordsOf } from './read-recording.ts';

const HEADER = createHeader({ created: '2026-11-23T08:00:00.000Z' });
const SALT = new Uint8Array(32).fill(7);
/** Members as a merge leaves them beside some that nobody knows. */
const MERGED = { pair: { conn: 'B:ws1', seq: 4 }, delayMs: 12, secret: 'mine' };

const sourceOf = (records: readonly TraceRecord[]): ExportSource => ({
  header: HEADER,
  async *records() {
    yield* records;
  },
  keysOf: keysOf(records),
});

async function taken({ header, records }: ExportRecords): Promise<unknown> {
  const left: TraceRecord[] = [];
  for await (const record of records()) left.push(record);
  return { header, left };
}

const withMarks = (records: readonly TraceRecord[]): TraceRecord[] =>
  records.map((record) => (record.kind === 'frame' ? { ...record, extra: MERGED } : record));

describe.each<RedactionLevel>(['shapes', 'fields', 'none'])('at level %s', (level) => {
  it('a recording leaves alike with conclusions and without', async () => {
    const records = [...withMarks(await recordsOf('happy-browser-dials')), ...everyRecord('hunter2')];
    const choice = { level, includeKeys: false, salt: SALT, note: 'mine' };
    const source = sourceOf(records);
    expect(await taken(await prepareRecords(source, choice))).toEqual(await taken(await prepareExport(source, choice)));
  });

  it('what is left out of a record is counted without decoding it', async () => {
    const records = [...withMarks(await recordsOf('happy-browser-dials')), ...everyRecord('hunter2')];
    const redacting = createRedactor({ level });
    const counting = createRedactor({ level });
    for (const record of records) {
      redacting.push(record);
      counting.count(record);
      expect(counting.leftOut(), record.kind).toEqual(redacting.leftOut());
    }
    if (level !== 'none') expect(counting.leftOut().members).toBeGreaterThan(records.length / 2);
  });
});
