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
export function loadCapture(name: string): TraceRecord[] {
  return lines(`${name}.onetrace`)
    .slice(1)
    .map((line) => {
      const { text, base64, ...record } = JSON.parse(line) as TraceRecord & { text?: string; base64?: string };
      const payload = text === undefined ? base64 && Buffer.from(base64, 'base64') : Buffer.from(text, 'utf8');
      return (payload ? { ...record, payload: new Uint8Array(payload) } : record) as TraceRecord;
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
