import {
  anyText,
  count,
  finite,
  flag,
  hex,
  id,
  json,
  listOf,
  object,
  objectOf,
  oneOf,
  text,
  yesOrNo,
  type Check,
} from './checks.ts';
import type { FrameRecord, RecordKind, TraceHeader, TraceRecord } from './records.ts';

type Stored<R> = R extends FrameRecord ? Omit<FrameRecord, 'payload'> & { text?: string; base64?: string } : R;

/** A check for every member that the type of the record has; `?` marks those that may be absent. */
type Members<R> = {
  [
    K in keyof R & string as K extends 'kind' | 'extra' ? never : Record<never, never> extends Pick<R, K> ? `${K}?` : K
  ]-?: Check;
};

export type KnownKind = Exclude<RecordKind, 'foreign'>;

const url = text(65_536);
const words = text(1_048_576);
const name = text(4096);
/** Columns of the page layout are 32 bits wide. */
const u32 = count(0xffff_ffff);

const decoded = objectOf({
  layers: listOf(name, 64),
  name,
  'phase?': name,
  'counter?': count(),
  'plainSize?': count(),
  'fields?': json,
  'shape?': json,
  'summary?': words,
  'facts?': json,
  'problem?': objectOf({ code: name, message: words }),
});

/** TRACE-FORMAT §1 as a table: the members of every kind in the order in which they are written. */
export const SCHEMA: { [K in KnownKind]: Members<Stored<Extract<TraceRecord, { kind: K }>>> } = {
  page: {
    page: id,
    t: finite,
    url,
    'title?': name,
    realm: oneOf('window', 'worker', 'sharedworker', 'serviceworker'),
    'parent?': id,
    'userAgent?': name,
    'timeOrigin?': finite,
    'clockOffset?': finite,
    'recorder?': name,
  },
  open: {
    conn: id,
    page: id,
    t: finite,
    transport: oneOf('websocket', 'webrtc', 'bluetooth'),
    url,
    'protocols?': listOf(name, 256),
    'label?': name,
    'peer?': name,
    'late?': flag,
    'via?': oneOf('har'),
  },
  state: { conn: id, t: finite, state: name, 'detail?': words },
  frame: {
    conn: id,
    seq: u32,
    t: finite,
    dir: oneOf('in', 'out'),
    type: oneOf('text', 'binary'),
    size: count(),
    'text?': anyText,
    'base64?': anyText,
    'channel?': name,
    'op?': name,
    'ms?': finite,
    'truncated?': flag,
    'digest?': hex(16),
    'decoded?': decoded,
  },
  call: { conn: id, t: finite, method: name, 'args?': json, 'code?': finite, 'reason?': words },
  close: { conn: id, t: finite, code: finite, reason: words, clean: yesOrNo },
  error: { 'conn?': id, t: finite, message: words },
  plugin: {
    conn: id,
    t: finite,
    event: oneOf('add', 'remove', 'event'),
    name,
    order: listOf(name, 256),
    'connectionId?': finite,
    'detail?': json,
  },
  key: {
    conn: id,
    t: finite,
    cipher: oneOf('xsalsa20poly1305'),
    key: hex(32),
    sendCounter: count(),
    receiveCounter: count(),
    step: count(),
  },
  sample: { t: finite, 'conn?': id, 'page?': id, what: name, values: json },
  lost: { t: finite, 'conn?': id, count: count(), why: words },
  note: { t: finite, 'type?': name, text: words, 'about?': objectOf({ conn: id, seq: u32 }) },
};

export const HEADER_SCHEMA: Members<TraceHeader> = {
  format: oneOf('one-trace'),
  version: count(),
  created: name,
  generator: name,
  redaction: oneOf('none', 'fields', 'shapes'),
  'uid?': hex(16),
  'note?': words,
  'counts?': object,
};

export interface Member {
  name: string;
  required: boolean;
  check: Check;
}

const compile = (members: { [name: string]: Check }): ReadonlyMap<string, Member> =>
  new Map(
    Object.entries(members).map(([key, check]) => {
      const name = key.replace('?', '');
      return [name, { name, required: name === key, check }];
    }),
  );

export const HEADER_MEMBERS = compile(HEADER_SCHEMA);

const MEMBERS = new Map<string, ReadonlyMap<string, Member>>(
  Object.entries(SCHEMA).map(([kind, members]) => [kind, compile(members)]),
);

/** Members of a kind in writing order; undefined for a kind that this version does not know. */
export const membersOf = (kind: string): ReadonlyMap<string, Member> | undefined => MEMBERS.get(kind);
