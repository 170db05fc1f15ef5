import { expect, test } from 'vitest';
import { createDissector } from '../../../src/core/dissect/engine.ts';
import { redissect } from '../../../src/core/dissect/redissect.ts';
import type { FrameRecord } from '../../../src/core/trace/records.ts';
import { LAMA } from '../../lab/bluetooth/uuids.ts';
import { dissectionsOf, gattSession, typed, type GattSession, type Value } from './gatt-session.ts';

const HELLO = typed(1, JSON.stringify({ type: 'LAMA_APP', version: '1.0.0', note: 'ü'.repeat(30), timestamp: 5 }));

/** As the library cuts: stretches of one size, without a mark (PROTOCOL §11.1). */
function inPieces(session: GattSession, value: Uint8Array, size = 20): GattSession {
  for (let at = 0; at < value.length; at += size) session.value(LAMA.messageRx, value.subarray(at, at + size));
  return session;
}

const names = (session: GattSession): string[] => dissectionsOf(session).map(({ name }) => name);

test('pieces that are one JSON value are one message, on the piece that completes it', () => {
  const seen = dissectionsOf(inPieces(gattSession(), HELLO));
  const count = Math.ceil(HELLO.length / 20);
  expect(seen.map(({ name }) => name)).toEqual([
    ...Array.from({ length: count - 1 }, () => 'lama.piece'),
    'lama.handshake',
  ]);
  const whole = seen.at(-1);
  expect(whole?.pieces).toEqual(Array.from({ length: count }, (_, at) => at));
  expect(whole?.message).toEqual({ type: 'binary', bytes: HELLO });
  expect(whole?.tree.map(({ view }) => view)).toEqual(['wire', 'wire', 'message']);
  expect(whole?.tree.at(-1)?.fields.find(({ name }) => name === 'version')?.range).toEqual([20, 37]);
});

test('what is in a piece is secret: nobody can say what it will be', () => {
  const seen = dissectionsOf(inPieces(gattSession(), HELLO));
  for (const { tree } of seen) expect(tree[1]?.fields).toMatchObject([{ name: 'piece', secret: true }]);
});

test('the two directions and two characteristics do not mix', () => {
  const session = gattSession();
  session.value(LAMA.messageRx, HELLO.subarray(0, 40));
  session.value(LAMA.messageTx, HELLO.subarray(40), 'in');
  session.value(LAMA.messageRx, HELLO.subarray(40));
  expect(names(session)).toEqual(['lama.piece', 'unknown', 'lama.handshake']);
});

test.each<[string, Value[], string[]]>([
  ['a whole message in between ends what was begun', [typed(7), HELLO.subarray(40)], ['lama.heartbeat', 'unknown']],
  ['a new beginning leaves the old one', [HELLO.subarray(0, 50), HELLO.subarray(50)], ['lama.piece', 'lama.handshake']],
  ['what cannot go on is not taken for a piece', [[0xff, 0, 1], HELLO.subarray(40)], ['unknown', 'unknown']],
])('%s', (_, later, rest) => {
  const session = gattSession().value(LAMA.messageRx, HELLO.subarray(0, 40));
  for (const value of later) session.value(LAMA.messageRx, value);
  expect(names(session)).toEqual(['lama.piece', ...rest]);
});

test('pieces of a text are not put together: nothing proves that they belong to each other', () => {
  const session = inPieces(gattSession(), typed(2, 'a text that is longer than one piece'));
  expect(names(session)).toEqual(['lama.text', 'unknown']);
});

test('no message grows without end', () => {
  const session = gattSession().value(LAMA.messageRx, '{"type":"LAMA_APP","x":"');
  for (let at = 0; at < 200; at += 1) session.value(LAMA.messageRx, 'x'.repeat(500));
  session.value(LAMA.messageRx, '"}');
  expect(names(session).at(-1)).toBe('unknown');
});

test('each frame can be read again by itself', () => {
  const { records } = inPieces(gattSession(), HELLO);
  const dissector = createDissector();
  const frames = records.filter((record): record is FrameRecord => record.kind === 'frame');
  for (const record of records) {
    const seen = dissector.push(record);
    if (record.kind !== 'frame' || seen === undefined) continue;
    const { name, pieces } = seen;
    const again = redissect({
      frame: record,
      name,
      keys: [],
      transport: 'bluetooth',
      ...(pieces ? { pieces: { of: 'binary', frames: frames.map((frame) => ({ frame })) } } : {}),
    });
    expect(again.name).toBe(name);
    expect(again.message).toEqual(seen.message);
    expect(again.pieces).toEqual(seen.pieces);
    expect(again.tree.at(-1)?.fields).toEqual(seen.tree.at(-1)?.fields);
  }
});
