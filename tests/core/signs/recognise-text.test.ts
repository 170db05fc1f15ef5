import { describe, expect, it } from 'vitest';
import { recogniseText } from '../../../src/core/signs/recognise-text.ts';

const json = (value: object): string => JSON.stringify(value);

describe('the first text of a connection', () => {
  it.each([
    json({ command: 'register', publicKey: 'ab'.repeat(32) }),
    json({ command: 'communication_request', sourcePublicKey: 'a', targetPublicKey: 'b' }),
    json({ type: 'auth', identity: 'x', timestamp: 'y' }),
    json({ type: 'pair_request', invite: 'x', public_key: 'y' }),
  ])('says that it is ONE: %s', (text) => {
    expect(recogniseText(text, false)).toBeTypeOf('string');
  });

  it.each([
    '',
    '{',
    'register',
    '[]',
    'null',
    '{"a":1}',
    json({ command: 'register' }),
    json({ command: 'subscribe', publicKey: 'x' }),
    json({ command: 'ping' }),
    json({ type: 'auth', access_token: 'of another protocol' }),
    json({ type: 'connected' }),
    json({ command: 'register', publicKey: 'x', filler: 'x'.repeat(5000) }),
    '{"command":"register","publicKey":5}',
  ])('says nothing of the kind: %s', (text) => {
    expect(recogniseText(text, false)).toBeUndefined();
  });

  it('may be any message of the lower layers where the connection is met in mid-life', () => {
    expect(recogniseText('{"command":"ping"}', true)).toBe('"ping"');
    expect(recogniseText('{"command":"subscribe"}', true)).toBeUndefined();
  });
});
