import { isObject } from '../checks.ts';
import { HEADER_MEMBERS } from '../record-schema.ts';
import type { Extra, TraceHeader } from '../records.ts';

/** Name and version that new files carry; the version is that of package.json. */
export const GENERATOR = 'one-trace 0.1.0';

export interface HeaderParts {
  /** ISO 8601. */
  created: string;
  redaction?: TraceHeader['redaction'];
  note?: string;
  counts?: Extra;
}

/** The header of a file that this version writes. */
export const createHeader = ({ created, redaction = 'none', ...rest }: HeaderParts): TraceHeader => ({
  format: 'one-trace',
  version: 1,
  created,
  generator: GENERATOR,
  redaction,
  ...rest,
});

/** @returns the header, or in words that follow "the header" what is wrong with it */
export function checkHeader(raw: unknown): TraceHeader | string {
  if (!isObject(raw)) return 'is not an object';
  for (const { name, required, check } of HEADER_MEMBERS.values()) {
    if (!Object.hasOwn(raw, name)) {
      if (required) return `has no "${name}"`;
      continue;
    }
    const must = check(raw[name]);
    if (must !== undefined) return `has a "${name}" that is not ${must}`;
  }
  const known = Object.entries(raw).filter(([name]) => HEADER_MEMBERS.has(name));
  const unknown = Object.entries(raw).filter(([name]) => !HEADER_MEMBERS.has(name));
  const extra = unknown.length > 0 ? { extra: Object.fromEntries(unknown) as Extra } : {};
  return { ...Object.fromEntries(known), ...extra } as unknown as TraceHeader;
}
