import { describe, expect, test } from 'vitest';
import type { Field } from '../../../src/core/dissect/dissection.ts';
import { createSession, dissectAll, H32, last, openSession } from './session.ts';

const fieldsOf = (fields: readonly Field[]): Field[] =>
  fields.flatMap((field) => [field, ...fieldsOf(field.children ?? [])]);
const secretNames = (fields: readonly Field[]): string[] =>
  fieldsOf(fields)
    .filter((field) => field.secret)
    .map(({ name }) => name);

const clear = (text: string) => {
  const session = createSession();
  session.frame('out', text);
  return last(session);
};
const sealed = (...texts: (string | Uint8Array)[]) => {
  const session = openSession();
  for (const text of texts) session.sealed('out', text);
  return last(session);
};

describe('comm server', () => {
  test('the fork tells the client its address', () => {
    const json = '{"command":"authentication_success","pingInterval":25000,"clientIp":"10.0.0.1","clientPort":4711}';
    expect(clear(json).facts).toEqual([
      { kind: 'authentication-success', pingInterval: 25_000, clientIp: '10.0.0.1', clientPort: 4711 },
    ]);
  });

  test('older names of ping and pong are the same messages', () => {
    expect(clear('{"command":"comm_ping"}').name).toBe('ping');
    expect(clear('{"command":"comm_pong"}').name).toBe('pong');
  });

  test('bare ping is a message on a ONE connection and nothing elsewhere', () => {
    expect(clear('ping')).toMatchObject({ name: 'unknown', layers: [] });
    const session = createSession();
    session.frame('out', `{"command":"register","publicKey":"${H32('0a')}"}`);
    session.frame('in', 'ping');
    expect(last(session)).toMatchObject({ name: 'ping', layers: ['comm-server'], phase: 'keepalive' });
  });

  test('challenge and response are secret', () => {
    const challenge = clear(
      `{"command":"authentication_request","publicKey":"${H32('0a')}","challenge":"${'ab'.repeat(104)}"}`,
    );
    expect(secretNames(challenge.tree.at(-1)?.fields ?? [])).toEqual(['challenge']);
    expect(challenge).not.toHaveProperty('problem');
    const response = clear(`{"command":"authentication_response","response":"${'ab'.repeat(104)}"}`);
    expect(secretNames(response.tree.at(-1)?.fields ?? [])).toEqual(['response']);
  });

  test('keys in upper case are the same keys', () => {
    expect(clear(`{"command":"register","publicKey":"${H32('AB')}"}`).facts).toEqual([
      { kind: 'register', publicKey: H32('ab') },
    ]);
  });
});

describe('pairing', () => {
  test('may go on to CHUM on the same socket', () => {
    const session = openSession();
    session.sealed('out', '{"command":"connection_group","connectionGroupName":"pairing"}');
    session.sealed('out', '{"command":"authentication_token","token":"abc"}');
    session.sealed('in', 'synchronisation');
    session.sealed('in', '{"requestId":0,"type":"request","serviceId":1,"args":[]}');
    const names = dissectAll(session.records)
      .slice(-2)
      .map(({ dissection }) => [dissection.name, dissection.phase]);
    expect(names).toEqual([
      ['synchronisation', 'sync'],
      ['chum.request', 'sync'],
    ]);
  });

  test('the token is secret and only its length is told', () => {
    const dissection = sealed('{"command":"authentication_token","token":"abcdefgh"}');
    expect(secretNames(dissection.tree.at(-1)?.fields ?? [])).toEqual(['token']);
    expect(dissection.summary).toBe('token •••••••• (8)');
    expect(JSON.stringify(dissection.facts)).not.toContain('abcdefgh');
  });
});

describe('CHUM', () => {
  const HASH = '9861d52f'.padEnd(64, '0');

  test('request numbers are per sender', () => {
    const session = openSession();
    session.sealed('out', '{"requestId":0,"type":"request","serviceId":1,"args":[]}');
    session.sealed('in', '{"requestId":0,"type":"request","serviceId":2,"args":[]}');
    session.sealed('in', '{"responseId":0,"type":"data","data":8}');
    session.sealed('out', '{"responseId":0,"type":"data","data":"[]"}');
    const answers = dissectAll(session.records)
      .slice(-2)
      .map(({ dissection }) => [dissection.rpc?.service, dissection.answers?.seq]);
    expect(answers).toEqual([
      ['GET_PROTOCOL_VERSION', 4],
      ['GET_ACCESSIBLE_ROOTS', 5],
    ]);
  });

  test('a stream is answered piece by piece until its end', () => {
    const session = openSession();
    session.sealed('out', `{"requestId":3,"type":"request","serviceId":8,"args":["${HASH}","utf8"]}`);
    session.sealed('in', '{"responseId":3,"type":"stream","chunk":"hello","encoding":"utf8"}');
    session.sealed('in', '{"responseId":3,"type":"stream","chunk":" you","encoding":"$__undefined$"}');
    session.sealed('in', '{"responseId":3,"type":"stream-end"}');
    session.sealed('in', '{"responseId":3,"type":"stream-end"}');
    const stream = dissectAll(session.records)
      .slice(-4)
      .map(({ dissection }) => [dissection.name, dissection.answers?.seq]);
    expect(stream).toEqual([
      ['chum.stream', 4],
      ['chum.stream', 4],
      ['chum.stream-end', 4],
      ['chum.stream-end', undefined],
    ]);
  });

  test.each([
    ['{"responseId":1,"type":"stream-error","error":"Error while reading the file stream"}', 'chum.stream-error'],
    ['{"requestId":1,"type":"write-stream-error"}', 'chum.write-stream-error'],
    [
      '{"responseId":1,"type":"error","error":{"name":"Error","message":"CES-GO1: Unauthorized","code":"CES-GO1"}}',
      'chum.error',
    ],
  ])('%s is %s', (json, name) => {
    expect(sealed(json)).toMatchObject({ name, layers: ['encryption', 'chum'], phase: 'sync', rpc: { id: 1 } });
  });

  test('an error says its code once', () => {
    const json =
      '{"responseId":1,"type":"error","error":{"name":"Error","message":"CES-GO1: Unauthorized, obj H","code":"CES-GO1"}}';
    expect(sealed(json).summary).toBe('#1 CES-GO1: Unauthorized, obj H');
  });

  test('an object that is not the one asked for is told', () => {
    const session = openSession();
    session.sealed('out', `{"requestId":6,"type":"request","serviceId":6,"args":["${HASH}"]}`);
    session.sealed(
      'in',
      '{"responseId":6,"type":"data","data":"<div itemscope itemtype=\\"//refin.io/Thing\\"></div>"}',
    );
    expect(last(session).facts).toContainEqual(
      expect.objectContaining({ kind: 'object', type: 'Thing', verified: false }),
    );
  });

  test('a chunk shows its request and its bytes', () => {
    const chunk = new Uint8Array(20);
    new DataView(chunk.buffer).setFloat64(0, 4, true);
    const dissection = sealed('synchronisation', chunk);
    expect(dissection).toMatchObject({ name: 'chum.chunk', summary: '#4 12 B of a BLOB' });
    expect(dissection.tree.at(-1)?.fields.map(({ range }) => range)).toEqual([
      [1, 9],
      [9, 21],
    ]);
  });

  test('bytes that begin with no request number are no chunk', () => {
    expect(sealed('synchronisation', new Uint8Array(20).fill(0xff)).name).toBe('unknown');
  });
});

describe('debug', () => {
  test.each([
    ['{"type":"start_protocol","protocol":"getData","version":"1.0"}', 'debug.start'],
    ['{"type":"accessible_objects","objects":[{"type":"id"}]}', 'debug.objects'],
    [`{"type":"request_data","hashType":"blob","hash":"${H32('ab')}"}`, 'debug.request'],
    ['{"type":"data","data":"File size: 3"}', 'debug.data'],
  ])('%s is %s', (json, name) => {
    const group = '{"command":"connection_group","connectionGroupName":"debug"}';
    expect(sealed(group, json)).toMatchObject({ name, layers: ['encryption', 'debug'], phase: 'data' });
  });
});

describe('seed dialect', () => {
  test.each([
    ['auth', 'register'],
    ['challenge', 'register'],
    ['response', 'register'],
    ['auth_success', 'register'],
    ['pair_request', 'pairing'],
    ['pair_challenge', 'pairing'],
    ['pair_proof', 'pairing'],
    ['pair_success', 'pairing'],
    ['sync_request', 'sync'],
    ['sync_data', 'sync'],
    ['sync_ack', 'sync'],
    ['sync_complete', 'sync'],
    ['heartbeat', 'keepalive'],
    ['heartbeat_ack', 'keepalive'],
  ])('%s is of phase %s', (type, phase) => {
    expect(clear(JSON.stringify({ type }))).toMatchObject({ name: type, layers: ['seed'], phase });
  });

  test('what proves something is secret', () => {
    const json = '{"type":"pair_proof","proof":"p","identity_proof":"i"}';
    expect(secretNames(clear(json).tree.at(-1)?.fields ?? [])).toEqual(['proof', 'identity_proof']);
  });
});
