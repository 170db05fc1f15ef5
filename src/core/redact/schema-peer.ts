import type { Fields, MessageSchema } from './schema-rule.ts';

const identity = (fields: Fields): MessageSchema => ({ layer: 'identity', digest: false, fields });
const pairing = (fields: Fields): MessageSchema => ({ layer: 'pairing', digest: false, fields });
const debug = (fields: Fields): MessageSchema => ({ layer: 'debug', digest: false, fields });

const PROOF: Fields = { nonce: 'size', tag: 'size', ciphertext: 'size' };
const ROOT: Fields = { 'objects.*.type': /^(?:unversioned|versioned|id)$/, 'objects.*.oneType': 'type' };

/** Identities, pairing and debug (PROTOCOL §3.1, §4.1, §4.2): persons and instances by stand-in, never by name. */
export const PEER: Readonly<Record<string, MessageSchema>> = {
  connection_group: identity({
    command: /^connection_group$/,
    connectionGroupName: /^(?:chum|pairing|debug)$/,
  }),
  sync: identity({ command: /^sync$/ }),
  person_id_object: identity({
    command: /^person_id_object$/,
    'obj.$type$': /^Person$/,
    'obj.email': 'size',
    'id hash': 'hash',
  }),
  keys_object: identity({
    command: /^keys_object$/,
    'obj.$type$': /^Keys$/,
    'obj.owner': 'hash',
    'obj.publicKey': 'hash',
    'obj.publicSignKey': 'hash',
  }),
  instance_id_object: identity({
    command: /^instance_id_object$/,
    'obj.$type$': /^Instance$/,
    'obj.name': 'size',
    'obj.owner': 'hash',
    'id hash': 'hash',
  }),
  'person-challenge': identity(PROOF),
  'person-response': identity(PROOF),
  authentication_token: pairing({ command: /^authentication_token$/, token: 'size' }),
  identity: pairing({
    command: /^identity$/,
    'obj.type': /^public$/,
    'obj.personEmail': 'size',
    'obj.instanceName': 'size',
    'obj.personKeyPublic': 'hash',
    'obj.personSignKeyPublic': 'hash',
    'obj.instanceKeyPublic': 'hash',
    'obj.instanceSignKeyPublic': 'hash',
    'obj.url': 'url',
  }),
  'debug.start': debug({
    type: /^start_protocol$/,
    protocol: /^(?:getAccessibleObjects|getData)$/,
    version: /^\d{1,3}\.\d{1,3}$/,
  }),
  'debug.objects': debug({
    type: /^accessible_objects$/,
    ...ROOT,
    'objects.*.hash': 'hash',
    'objects.*.idHash': 'hash',
  }),
  'debug.request': debug({ type: /^request_data$/, hashType: /^(?:blob|clob|id|object)$/, hash: 'hash' }),
  'debug.data': debug({ type: /^data$/, data: 'size' }),
};
