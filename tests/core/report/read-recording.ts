import { createReadStream, readFileSync } from 'node:fs';
import { gunzip } from '../../../src/cli/gunzip.ts';
import { createDissector } from '../../../src/core/dissect/engine.ts';
import { createModel, type Model } from '../../../src/core/model/model.ts';
import { openArchive } from '../../../src/core/trace/archive/read.ts';
import type { KeyRecord, TraceRecord } from '../../../src/core/trace/records.ts';

const CAPTURES = new URL('../../fixtures/captures/', import.meta.url);

export const CAPTURE_NAMES = [
  'happy-browser-dials',
  'direct-no-commserver',
  'duplicate-dropped',
  'auth-failures',
  'keepalive-timeout',
  'idle-keepalive',
] as const;

export type CaptureName = (typeof CAPTURE_NAMES)[number];

export async function recordsOf(capture: CaptureName): Promise<TraceRecord[]> {
  const { records } = await openArchive(createReadStream(new URL(`${capture}.onetrace`, CAPTURES)), { gunzip });
  const all: TraceRecord[] = [];
  for await (const record of records) all.push(record);
  return all;
}

/** Pushes records through the decoder into a model, as the panel and the command line do. */
export function modelOf(records: readonly TraceRecord[], withKeys = true): Model {
  const model = createModel();
  feed(model, records, withKeys);
  return model;
}

export function feed(model: Model, records: readonly TraceRecord[], withKeys = true): void {
  const keys = records.filter((record): record is KeyRecord => withKeys && record.kind === 'key');
  const dissector = createDissector({ keys: (conn) => keys.filter((key) => key.conn === conn) });
  for (const record of records) {
    if (record.kind === 'key' && !withKeys) continue;
    model.push(record, dissector.push(record, { detail: false }));
  }
}

export function expectedFindings(): Record<CaptureName, Record<string, string[]>> {
  return JSON.parse(readFileSync(new URL('expected-findings.json', CAPTURES), 'utf8')) as Record<
    CaptureName,
    Record<string, string[]>
  >;
}

export interface TruthSocket {
  side: string;
  ws: string;
  role: string;
  closedBy: string;
  group?: string | null;
  handover?: number | null;
  remotePersonEmail?: string | null;
  closed: { code: number; reason: string } | null;
  frames: Record<'in' | 'out', { text: number; binary: number; bytes: number }>;
}

/** What happened on the page's sockets, as the library and the browser reported it. */
export function truthOf(capture: CaptureName): TruthSocket[] {
  const { sockets } = JSON.parse(readFileSync(new URL(`${capture}.truth.json`, CAPTURES), 'utf8')) as {
    sockets: TruthSocket[];
  };
  return sockets.filter(({ side }) => side === 'browser');
}
