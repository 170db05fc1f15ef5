import { expect, it } from 'vitest';
import { createRedactor } from '../../../src/core/redact/redactor.ts';
import type { NoteRecord, TraceRecord } from '../../../src/core/trace/records.ts';
import { modelOf } from '../report/read-recording.ts';
import { KEY } from '../model/trace-factory.ts';
import { leaksIn, secretText } from './leaks.ts';
import { LEVELS, redactAll } from './redact-all.ts';
import { recordLine } from '../../../src/core/trace/archive/record-line.ts';

const KEY_OF_BOB = 'b2'.repeat(32);
const invite = (members: object): NoteRecord => ({
  kind: 'note',
  t: 1000,
  type: 'invite',
  text: JSON.stringify(members),
});

const SEEN = {
  how: 'pasted',
  publicKey: KEY_OF_BOB,
  host: 'comm.example.com',
  tokenLength: 64,
  hash: '0123456789abcdef',
};

it.each(LEVELS)('an invitation leaves as %s without its key, its hash and its host', (level) => {
  const [note] = redactAll([invite(SEEN)], { level });
  const file = note ? recordLine(note) : '';
  const secrets = [secretText('key', KEY_OF_BOB), secretText('hash', SEEN.hash)];
  if (level === 'shapes') secrets.push(secretText('host', SEEN.host));
  expect(leaksIn(file, secrets)).toEqual([]);
  expect(JSON.parse((note as NoteRecord).text)).toMatchObject({ how: 'pasted', tokenLength: 64 });
});

it.each([
  'is not readable: no JSON behind the #',
  'has a token of 12 characters instead of 64, has a public key that is not 64 hex digits',
])('why an invitation cannot be used is found again: it %s', (problem) => {
  const records: TraceRecord[] = [invite({ how: 'opened', problem })];
  const [before, after] = [records, redactAll(records, { level: 'shapes' })].map((each) => modelOf(each).findings());
  expect(after).toEqual(before);
  expect(after?.map(({ code }) => code)).toEqual(['pairing.invite-malformed']);
});

it('an invitation and the dial that follows it still belong together', () => {
  const redactor = createRedactor({ level: 'shapes' });
  const note = redactor.push(invite(SEEN)) as NoteRecord;
  const { publicKey } = JSON.parse(note.text) as { publicKey: string };
  redactor.push({ kind: 'open', conn: 'ws1', page: 'p1', t: 1, transport: 'websocket', url: 'wss://comm.example.com' });
  const text = JSON.stringify({
    command: 'communication_request',
    sourcePublicKey: KEY.mine,
    targetPublicKey: KEY_OF_BOB,
  });
  const payload = new TextEncoder().encode(text);
  const frame = redactor.push({
    kind: 'frame',
    conn: 'ws1',
    seq: 0,
    t: 2,
    dir: 'out',
    type: 'text',
    size: payload.length,
    payload,
  });
  expect(frame).toMatchObject({ decoded: { facts: [{ kind: 'communication-request', target: publicKey }] } });
});
