import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import type { Dir, TraceRecord } from '../../../src/core/trace/records.ts';

const FOLDER = new URL('../../fixtures/captures/', import.meta.url);

export const CAPTURES = [
  'happy-browser-dials',
  'direct-no-commserver',
  'duplicate-dropped',
  'auth-failures',
  'keepalive-timeout',
  'idle-keepalive',
] as const;

const lines = (name: string): string[] =>
  gunzipSync(readFileSync(fileURLToPath(new URL(name, FOLDER))))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');

/** The records of a recording, payloads as bytes. */
export const loadCapture = (name: string): TraceRecord[] => recordsOf(lines(`${name}.onetrace`));

/** The lines of a .onetrace, header first, as records. */
export function recordsOf(trace: readonly string[]): TraceRecord[] {
  return trace.slice(1).map((line) => {
    const { text, base64, ...record } = JSON.parse(line) as TraceRecord & { text?: string; base64?: string };
    const encoded = base64 === undefined ? undefined : Buffer.from(base64, 'base64');
    const payload = text === undefined ? encoded : Buffer.from(text, 'utf8');
    return (payload === undefined ? record : { ...record, payload: new Uint8Array(payload) }) as TraceRecord;
  });
}

export interface Expected {
  conn: string;
  dir: Dir;
  counter: number;
  type: 'text' | 'binary';
  text?: string;
  base64?: string;
}

export const loadExpected = (name: string): Expected[] =>
  lines(`${name}.expected.ndjson.gz`).map((line) => JSON.parse(line) as Expected);
