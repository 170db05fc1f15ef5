import { decodeBase64 } from './base64.ts';
import { anyText, finite, flag, id, isObject, type JsonObject } from './checks.ts';
import { membersOf, type Member } from './record-schema.ts';
import type { Extra, RecordKind, TraceRecord } from './records.ts';

/** Either the value or, in words that follow "it", what is wrong with it. */
export type Checked<T> = { ok: true; value: T } | { ok: false; why: string };

const wrong = (why: string): { ok: false; why: string } => ({ ok: false, why });

/** Members that stand elsewhere: in the JSON part of a page's record they have no place. */
const IN_LINE = new Set(['kind']);
const IN_PAGE = new Set(['kind', 't']);
const IN_PAGE_FRAME = new Set(['kind', 't', 'seq', 'dir', 'type', 'size', 'truncated', 'text', 'base64', 'payload']);

/**
 * Turns an untrusted object, as it stands on a line of a recording, into a record. Members that are not known go to `extra`, a kind
 * that is not known becomes a `foreign` record that holds everything.
 */
export function checkRecord(raw: unknown): Checked<TraceRecord> {
  if (!isObject(raw)) return wrong('is not an object');
  const kind = raw['kind'];
  if (typeof kind !== 'string') return wrong('has no "kind"');
  const members = membersOf(kind);
  if (members === undefined) {
    const t = finite(raw['t']) === undefined ? (raw['t'] as number) : 0;
    return { ok: true, value: { kind: 'foreign', t, extra: raw as Extra } };
  }
  const checked = sortMembers(raw, members, IN_LINE, { kind });
  if (!checked.ok) return checked;
  return kind === 'frame'
    ? withPayload(raw, checked.value)
    : { ok: true, value: checked.value as unknown as TraceRecord };
}

/**
 * The same for the JSON part of a record in a page (page-codec.ts): columns are elsewhere, `conn` may not be known yet.
 * @returns what may be stored as the JSON part
 */
export function checkJsonPart(kind: RecordKind, raw: unknown): Checked<Extra> {
  if (!isObject(raw)) return wrong('is not an object');
  const { extra = {}, ...rest } = raw;
  if (!isObject(extra)) return wrong('has an "extra" that is not an object');
  const elsewhere = kind === 'frame' ? IN_PAGE_FRAME : IN_PAGE;
  const members = new Map<string, Member>([...(membersOf(kind) ?? [])].filter(([name]) => !elsewhere.has(name)));
  if (kind === 'foreign' || members.has('conn')) members.set('conn', { name: 'conn', required: false, check: id });
  const checked = sortMembers(rest, members, elsewhere, {});
  if (!checked.ok) return checked;
  const unknown = { ...(checked.value['extra'] as Extra | undefined), ...(extra as Extra) };
  const hasUnknown = Object.keys(unknown).length > 0 || kind === 'foreign';
  return { ok: true, value: { ...(checked.value as Extra), ...(hasUnknown ? { extra: unknown } : {}) } };
}

/** Known members checked, in order, added to `value`; the others in `extra`; those named in `leftOut` dropped. */
function sortMembers(
  raw: JsonObject,
  members: ReadonlyMap<string, Member>,
  leftOut: Set<string>,
  value: JsonObject,
): Checked<JsonObject> {
  let known = 0;
  for (const { name, required, check } of members.values()) {
    if (!Object.hasOwn(raw, name)) {
      if (required) return wrong(`has no "${name}"`);
      continue;
    }
    known += 1;
    const must = check(raw[name]);
    if (must !== undefined) return wrong(`has a "${name}" that is not ${must}`);
    // A payload becomes bytes: withPayload.
    if (check !== anyText && (check !== flag || raw[name] === true)) value[name] = raw[name];
  }
  const names = Object.keys(raw);
  if (names.length === known) return { ok: true, value };
  const unknown = names.filter((name) => !members.has(name) && !leftOut.has(name));
  // fromEntries defines members; an assignment would let "__proto__" through to the prototype.
  if (unknown.length > 0) value['extra'] = Object.fromEntries(unknown.map((name) => [name, raw[name]]));
  return { ok: true, value };
}

const encoder = new TextEncoder();

function withPayload({ text, base64 }: JsonObject, record: JsonObject): Checked<TraceRecord> {
  if (text !== undefined && base64 !== undefined) return wrong('has both "text" and "base64"');
  if (text !== undefined && record['type'] === 'binary') return wrong('is binary and has a "text"');
  if (typeof text === 'string') record['payload'] = encoder.encode(text);
  if (typeof base64 === 'string') {
    const payload = decodeBase64(base64);
    if (payload === undefined) return wrong('has a "base64" that is not base64');
    record['payload'] = payload;
  }
  return { ok: true, value: record as unknown as TraceRecord };
}
