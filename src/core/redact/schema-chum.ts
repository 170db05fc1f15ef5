import { ERROR_CODES, ERROR_NAMES } from './known-words.ts';
import type { Fields, MessageSchema } from './schema-rule.ts';

const oneOf = (words: ReadonlySet<string>): RegExp => new RegExp(`^(?:${[...words].join('|')})$`);

const UNDEFINED = /^\$__undefined\$$/;

/**
 * CHUM (PROTOCOL §6.1, §6.2): who asks for which object by its stand-in, and what kind of object came; never what it holds. One list for the
 * whole layer, so that a message in pieces, which goes by the name of its end, can be read as well.
 */
export const CHUM_FIELDS: Fields = {
  text: /^synchronisation$/,
  requestId: 'count',
  responseId: 'count',
  type: /^(?:request|data|error|stream|stream-end|stream-error|write-stream-error)$/,
  serviceId: 'count',
  'args.0': 'hash',
  'args.1': [/^utf8$/, UNDEFINED],
  object: 'type',
  data: ['count', /^\d{1,12} B$/, UNDEFINED],
  'data.*.type': /^(?:unversioned|versioned|version_node|id|object|blob|clob)$/,
  'data.*.hash': 'hash',
  'data.*.idHash': 'hash',
  'data.*.node': 'hash',
  'data.*.dataIdHash': 'hash',
  'data.*.oneType': 'type',
  'data.*.dataType': 'type',
  chunk: 'size',
  encoding: [/^(?:utf8|base64)$/, UNDEFINED],
  error: 'text',
  'error.name': oneOf(ERROR_NAMES),
  'error.message': 'text',
  'error.code': oneOf(ERROR_CODES),
};

const NAMES = [
  'synchronisation',
  'chum.request',
  'chum.data',
  'chum.error',
  'chum.stream',
  'chum.stream-end',
  'chum.stream-error',
  'chum.write-stream-error',
  'chum.chunk',
];

export const CHUM: Readonly<Record<string, MessageSchema>> = Object.fromEntries(
  NAMES.map((name) => [name, { layer: 'chum', digest: false, fields: CHUM_FIELDS }]),
);
