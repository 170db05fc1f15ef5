import { JsonError, parseBoundedJson } from '../bounded-json.ts';
import type { Json } from '../records.ts';
import type { Line } from './lines.ts';
import type { Checked } from '../validate-record.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The value on a line, or in words that follow "line 7" why there is none. */
export function parseLine(line: Line, limit: number): Checked<Json> {
  if (line.tooLong) return { ok: false, why: `is longer than ${Math.floor(limit / 1024)} KiB` };
  let text: string;
  try {
    text = decoder.decode(line.bytes);
  } catch {
    return { ok: false, why: 'is not UTF-8' };
  }
  try {
    return { ok: true, value: parseBoundedJson(text) };
  } catch (error) {
    if (error instanceof JsonError) return { ok: false, why: error.message };
    throw error;
  }
}

/** Nothing but white space: such lines are passed over. */
export const isBlank = (line: Line): boolean =>
  !line.tooLong && line.bytes.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09);
