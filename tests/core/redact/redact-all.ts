import type { KeyLookup } from '../../../src/core/dissect/engine.ts';
import { createRedactor, type RedactOptions } from '../../../src/core/redact/redactor.ts';
import type { Schema } from '../../../src/core/redact/schema-rule.ts';
import { createHeader } from '../../../src/core/trace/archive/header.ts';
import { headerLine, recordLine } from '../../../src/core/trace/archive/record-line.ts';
import type { KeyRecord, TraceRecord } from '../../../src/core/trace/records.ts';

export const LEVELS = ['shapes', 'fields'] as const;

const HEADER = createHeader({ created: '2026-11-23T08:00:00.000Z' });

/** The keys of a recording from its start, as an export has them after a first pass. */
export function keysOf(records: readonly TraceRecord[]): KeyLookup {
  const keys = records.filter((record): record is KeyRecord => record.kind === 'key');
  return (conn) => keys.filter((key) => key.conn === conn);
}

/** A recording as it leaves, record by record. */
export function redactAll(records: readonly TraceRecord[], options: RedactOptions, schema?: Schema): TraceRecord[] {
  const redactor = createRedactor({ keys: keysOf(records), ...options }, schema);
  return records.flatMap((record) => redactor.push(record) ?? []);
}

/** The same as the lines of the file. */
export function redactedFile(records: readonly TraceRecord[], options: RedactOptions, schema?: Schema): string {
  const redactor = createRedactor({ keys: keysOf(records), ...options }, schema);
  const lines = records.flatMap((record) => {
    const redacted = redactor.push(record);
    return redacted ? [recordLine(redacted)] : [];
  });
  return [headerLine(redactor.header(HEADER)), ...lines].join('\n');
}
