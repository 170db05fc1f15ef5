/** The fields of the filter language (UI §5): one line each, for the parser, the compiler and the completion list. */
export const FIELDS = {
  conn: { kind: 'label', about: 'connection, also a range: ws10..ws13' },
  peer: { kind: 'label', loose: true, about: 'remote person, instance or key' },
  server: { kind: 'label', loose: true, about: 'address of the socket' },
  load: { kind: 'label', about: 'page load' },
  role: { kind: 'label', about: 'spare, listener, dialer' },
  state: { kind: 'label', about: 'state of the connection' },
  purpose: { kind: 'label', about: 'control, data, discovery, pairing, debug' },
  transport: { kind: 'label', about: 'websocket, webrtc, bluetooth' },
  layer: { kind: 'label', about: 'any layer of the message' },
  name: { kind: 'label', about: 'name of the message' },
  phase: { kind: 'label', about: 'phase the message belongs to' },
  dir: { kind: 'label', about: 'in or out' },
  type: { kind: 'label', about: 'object type inside the message' },
  group: { kind: 'label', about: 'connection group' },
  service: { kind: 'label', about: 'service of a request' },
  code: { kind: 'label', about: 'finding code or close code' },
  size: { kind: 'bytes', about: 'bytes on the wire' },
  plain: { kind: 'bytes', about: 'bytes after decryption' },
  rtt: { kind: 'duration', about: 'time from request to answer' },
  time: { kind: 'time', about: 'clock time, or time since the start' },
  counter: { kind: 'count', about: 'nonce counter' },
  text: { kind: 'text', about: 'name, summary and decoded text' },
  hash: { kind: 'text', about: 'hash, also its beginning' },
  key: { kind: 'text', about: 'public key, also its beginning' },
  token: { kind: 'text', about: 'token, at least its first eight characters' },
  is: { kind: 'flag', about: 'property of the message' },
  has: { kind: 'flag', about: 'something is attached' },
} as const satisfies Record<string, Field>;

export interface Field {
  kind: 'label' | 'bytes' | 'duration' | 'time' | 'count' | 'text' | 'flag';
  /** Labels that match by a part of them. */
  loose?: boolean;
  about: string;
}

export type FieldName = keyof typeof FIELDS;
type FieldsOf<Kind extends Field['kind']> = {
  [K in FieldName]: (typeof FIELDS)[K]['kind'] extends Kind ? K : never;
}[FieldName];
export type LabelField = FieldsOf<'label'>;
export type NumberField = FieldsOf<'bytes' | 'duration' | 'time' | 'count'>;
export type TextField = FieldsOf<'text'>;

export const FLAGS = {
  is: {
    unanswered: 'request without an answer',
    answered: 'request with its answer',
    error: 'the message reports an error',
    encrypted: 'sent encrypted',
    decrypted: 'opened with a session key',
    locked: 'encrypted, no key fits',
    fragment: 'piece of a larger message',
    truncated: 'cut at the size limit',
    lost: 'records are missing here',
    marked: 'marked with a note',
    unknown: 'message the decoder does not know',
    unpaired: 'only after a merge: the other side does not have it',
  },
  has: {
    finding: 'evidence of a finding',
    key: 'its connection has a session key',
    problem: 'the decoder had a problem with it',
  },
} as const;

export type FlagName = keyof (typeof FLAGS)['is'] | keyof (typeof FLAGS)['has'];

export const isField = (name: string): name is FieldName => Object.hasOwn(FIELDS, name);

export function flagsOf(field: 'is' | 'has'): FlagName[] {
  return Object.keys(FLAGS[field]) as FlagName[];
}
