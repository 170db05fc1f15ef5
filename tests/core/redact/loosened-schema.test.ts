import { expect, it } from 'vitest';
import { SCHEMA } from '../../../src/core/redact/schema.ts';
import type { Rule, Schema } from '../../../src/core/redact/schema-rule.ts';
import { recordsOf } from '../report/read-recording.ts';
import { leaksIn } from './leaks.ts';
import { redactedFile } from './redact-all.ts';
import { secretsOfCapture } from './secrets-of.ts';

const records = await recordsOf('happy-browser-dials');
const secrets = secretsOfCapture('happy-browser-dials', records);

/** The schema of the product with one entry changed. */
function loosened(name: string, path: string, rule: Rule): Schema {
  const entry = SCHEMA.get(name);
  if (!entry) throw new Error(`there is no entry ${name}`);
  return new Map([...SCHEMA, [name, { ...entry, fields: { ...entry.fields, [path]: rule } }]]);
}

it.each<[string, string, Rule]>([
  ['person_id_object', 'obj.email', 'keep'],
  ['identity', 'obj.personEmail', /@/],
  ['keys_object', 'obj.owner', 'keep'],
  ['register', 'publicKey', 'keep'],
  ['communication_request', 'targetPublicKey', /^[0-9a-f]+$/],
  ['key-frame', 'ciphertext', 'keep'],
  ['chum.request', 'args.0', 'keep'],
  ['chum.data', 'data.*.hash', 'keep'],
  ['chum.data', 'object.text', 'keep'],
  ['instance_id_object', 'id hash', 'keep'],
])('an entry that lets too much leave is noticed: %s, %s', (name, path, rule) => {
  const file = redactedFile(records, { level: 'fields' }, loosened(name, path, rule));
  expect(leaksIn(file, secrets).length).toBeGreaterThan(0);
});

it.each([
  ['authentication_token', 'token'],
  ['authentication_request', 'challenge'],
  ['authentication_response', 'response'],
  ['person-challenge', 'ciphertext'],
])('what a dissector calls secret stays, whatever its entry says: %s, %s', (name, path) => {
  expect(leaksIn(redactedFile(records, { level: 'fields' }, loosened(name, path, 'keep')), secrets)).toEqual([]);
});

it('a message that loses its entry leaves as unknown, without fields', () => {
  const schema = new Map([...SCHEMA].filter(([name]) => name !== 'register'));
  const file = redactedFile(records, { level: 'fields' }, schema);
  expect(file).not.toContain('"name":"register"');
  expect(leaksIn(file, secrets)).toEqual([]);
});
