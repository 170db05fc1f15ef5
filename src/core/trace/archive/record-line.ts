import { encodeBase64 } from '../base64.ts';
import { HEADER_MEMBERS, membersOf, type Member } from '../record-schema.ts';
import type { Extra, FrameRecord, Json, TraceHeader, TraceRecord } from '../records.ts';

/** Text that JSON escapes blow up beyond this goes as base64: every line that is written must be within what readers take. */
const LONGEST_TEXT = 40 * 1024 * 1024;

/** The line of a record, without line break: members in the order of TRACE-FORMAT §1, those that are not known after them. */
export function recordLine(record: TraceRecord): string {
  const members = membersOf(record.kind);
  if (members === undefined) return JSON.stringify(record.extra);
  const stored = record.kind === 'frame' ? { ...record, ...payloadMembers(record) } : record;
  return line({ kind: record.kind }, members, stored, record.extra);
}

export const headerLine = (header: TraceHeader): string => line({}, HEADER_MEMBERS, header, header.extra);

function line(first: Extra, members: ReadonlyMap<string, Member>, values: object, extra: Extra = {}): string {
  const entries: [string, unknown][] = Object.entries(first);
  for (const name of members.keys()) {
    const value = (values as { [name: string]: Json | undefined })[name];
    if (value !== undefined) entries.push([name, value]);
  }
  for (const [name, value] of Object.entries(extra)) {
    if (!members.has(name) && !Object.hasOwn(first, name)) entries.push([name, value]);
  }
  return JSON.stringify(Object.fromEntries(entries));
}

/** A byte order mark is part of the message; text that is not UTF-8 (a frame cut inside a letter) must not be mended. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function payloadMembers({ type, payload }: FrameRecord): { text: string } | { base64: string } | undefined {
  if (payload === undefined) return undefined;
  if (type === 'binary') return { base64: encodeBase64(payload) };
  try {
    const text = decoder.decode(payload);
    if (payload.length * 6 <= LONGEST_TEXT || JSON.stringify(text).length <= LONGEST_TEXT) return { text };
  } catch {
    // falls through to the form that keeps any byte
  }
  return { base64: encodeBase64(payload) };
}
