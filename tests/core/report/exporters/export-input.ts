import { createDissector } from '../../../../src/core/dissect/engine.ts';
import { createModel } from '../../../../src/core/model/model.ts';
import type { RedactionLevel } from '../../../../src/core/redact/level.ts';
import { createRedactor } from '../../../../src/core/redact/redactor.ts';
import type { ExporterId, ExportInput } from '../../../../src/core/report/exporters/exporter.ts';
import { exporterOf } from '../../../../src/core/report/exporters/table.ts';
import { createHeader } from '../../../../src/core/trace/archive/header.ts';
import type { KeyRecord, TraceRecord } from '../../../../src/core/trace/records.ts';
import { CAPTURE_NAMES, recordsOf } from '../read-recording.ts';

export const LEVELS: readonly RedactionLevel[] = ['shapes', 'fields', 'none'];
export const EVERY = CAPTURE_NAMES.flatMap((name) => LEVELS.map((level) => [name, level] as const));

const SALT = new Uint8Array(32).fill(7);

/** Records as they may leave at a level, with the conclusions over just these. */
export function inputOf(records: readonly TraceRecord[], level: RedactionLevel = 'none'): ExportInput {
  const known = records.filter((record): record is KeyRecord => record.kind === 'key');
  const keys = (conn: string): KeyRecord[] => known.filter((key) => key.conn === conn);
  const redactor = createRedactor({ level, keys, salt: SALT });
  const left = records.map((record) => redactor.push(record)).filter((record) => record !== undefined);
  const shown = level === 'none' ? { keys } : {};
  const dissector = createDissector(shown);
  const model = createModel();
  for (const record of left) model.push(record, dissector.push(record, { detail: false }));
  return {
    header: redactor.header(createHeader({ created: '2026-01-01T00:00:00.000Z' })),
    async *records() {
      yield* left;
    },
    ...shown,
    report: model.report(),
  };
}

export async function exported(id: ExporterId, input: ExportInput): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of exporterOf(id).write(input))
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  return text;
}

export const captureInput = async (name: (typeof CAPTURE_NAMES)[number], level: RedactionLevel): Promise<ExportInput> =>
  inputOf(await recordsOf(name), level);
