import { describe, expect, test } from 'vitest';
import { redissect } from '../../../src/core/dissect/redissect.ts';
import { createHindsight } from '../../../src/core/dissect/hindsight.ts';
import { dissectAll, last, openSession, type Session } from './session.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const LONG = JSON.stringify({
  responseId: 0,
  type: 'data',
  data: `<div itemscope itemtype="//refin.io/Ä">${'é'.repeat(40_000)}</div>`,
});

function inPieces(session: Session, of: 'string' | 'binary', bytes: Uint8Array, size = 65_536): void {
  session.sealed('in', `fragmentation_start_${of}`);
  for (let at = 0; at < bytes.length; at += size) session.sealed('in', bytes.subarray(at, at + size));
  session.sealed('in', 'fragmentation_end');
}

function afterChumStart(): Session {
  const session = openSession();
  session.sealed('in', 'synchronisation');
  return session;
}

describe('a message in pieces', () => {
  test('is joined on its end, which keeps its own name and has the phase of the message', () => {
    const session = afterChumStart();
    inPieces(session, 'string', utf8(LONG));
    const all = dissectAll(session.records).slice(5);
    expect(all.map(({ dissection }) => dissection.name)).toEqual([
      'fragmentation_start_string',
      'fragment',
      'fragment',
      'fragmentation_end',
    ]);
    expect(all.every(({ dissection }) => dissection.phase === 'sync')).toBe(true);
    const end = last(session);
    expect(end).toMatchObject({
      layers: ['encryption', 'fragmentation'],
      message: { type: 'text', text: LONG },
      rpc: { id: 0 },
    });
    expect(end.pieces).toEqual(all.slice(1, 3).map(({ frame }) => frame.seq));
    expect(end.plain).toEqual({ type: 'text', text: 'fragmentation_end' });
    expect(end.tree.map((node) => node.layer)).toEqual(['socket', 'encryption', 'fragmentation', 'chum']);
    expect(end.tree.at(-1)?.view).toBe('message');
  });

  test('may have keepalives between its pieces', () => {
    const session = afterChumStart();
    session.sealed('in', 'fragmentation_start_string');
    session.sealed('in', utf8(LONG.slice(0, 10)));
    session.sealed('in', 'keepalive');
    session.sealed('in', utf8(LONG.slice(10)));
    session.sealed('in', 'fragmentation_end');
    expect(last(session)).toMatchObject({ message: { text: LONG } });
  });

  test('may be cut in the middle of a character', () => {
    const session = afterChumStart();
    inPieces(session, 'string', utf8(LONG), 101);
    expect(last(session)).toMatchObject({ message: { text: LONG } });
    expect(last(session)).not.toHaveProperty('problem');
  });

  test('of bytes gives a chunk of its request', () => {
    const session = afterChumStart();
    session.sealed(
      'out',
      `{"requestId":4,"type":"request","serviceId":8,"args":["${'ab'.repeat(32)}","$__undefined$"]}`,
    );
    const chunk = new Uint8Array(65_544);
    new DataView(chunk.buffer).setFloat64(0, 4, true);
    inPieces(session, 'binary', chunk);
    expect(last(session)).toMatchObject({ rpc: { id: 4, service: 'GET_BLOB' }, message: { type: 'binary' } });
    expect(last(session).facts).toContainEqual({ kind: 'blob', id: 4, bytes: 65_536 });
  });

  test('both directions are joined side by side', () => {
    const session = afterChumStart();
    session.sealed('in', 'fragmentation_start_string');
    session.sealed('out', 'fragmentation_start_string');
    session.sealed('in', utf8('{"requestId":1,'));
    session.sealed('out', utf8('nothing'));
    session.sealed('in', utf8('"type":"request","serviceId":2,"args":[]}'));
    session.sealed('in', 'fragmentation_end');
    expect(last(session).summary).toMatch(/^#1 GET_ACCESSIBLE_ROOTS/);
  });

  test('reads the same when its end is read again from its pieces', () => {
    const session = afterChumStart();
    inPieces(session, 'string', utf8(LONG));
    const all = dissectAll(session.records);
    const end = all.at(-1);
    const frames = all.slice(-3, -1).map(({ frame, dissection }) => ({ frame, counter: dissection.counter ?? -1 }));
    const again = redissect({
      frame: end?.frame ?? session.frame('in', ''),
      name: 'fragmentation_end',
      phase: 'sync',
      counter: end?.dissection.counter ?? -1,
      keys: [session.keyRecord],
      pieces: { of: 'string', frames },
    });
    expect(again).toEqual(end?.dissection);
  });
});

describe('faults', () => {
  test('an empty byte array in pieces is the BLOB fault', () => {
    const session = afterChumStart();
    inPieces(session, 'binary', new Uint8Array(0));
    expect(last(session)).toMatchObject({ name: 'fragmentation_end', problem: { code: 'fragmentation.empty-binary' } });
    expect(last(session).facts).toContainEqual({ kind: 'fragmentation-empty-binary' });
  });

  test('an end without a beginning is a violation', () => {
    const session = afterChumStart();
    session.sealed('in', 'fragmentation_end');
    expect(last(session).problem?.code).toBe('fragmentation.violation');
  });

  test('a string amid pieces is refused, and no message comes of it', () => {
    const session = afterChumStart();
    session.sealed('in', 'fragmentation_start_string');
    session.sealed('in', '{"command":"sync"}');
    expect(last(session)).toMatchObject({ name: 'unknown', problem: { code: 'fragmentation.violation' } });
    expect(last(session)).not.toHaveProperty('message');
  });

  test('a missing piece makes the message incomplete, not wrong', () => {
    const session = afterChumStart();
    session.sealed('in', 'fragmentation_start_string');
    session.sealed('in', utf8(LONG.slice(0, 10)));
    session.miss('in');
    session.sealed('in', utf8(LONG.slice(20)));
    session.sealed('in', 'fragmentation_end');
    expect(last(session)).toMatchObject({ problem: { code: 'fragmentation.incomplete' } });
    expect(last(session)).not.toHaveProperty('message');
  });

  test('a lost beginning leaves pieces that belong to nothing', () => {
    const session = afterChumStart();
    session.miss('in');
    session.sealed('in', new Uint8Array(65_536).fill(0x41));
    expect(last(session)).toMatchObject({ name: 'fragment', problem: { code: 'fragmentation.incomplete' } });
    session.sealed('in', 'fragmentation_end');
    expect(last(session).problem?.code).toBe('fragmentation.incomplete');
  });

  test('a message larger than the memory for it is incomplete, and the memory is free again', () => {
    const session = afterChumStart();
    inPieces(session, 'string', utf8(LONG));
    inPieces(session, 'string', utf8('{"requestId":1,"type":"request","serviceId":2,"args":[]}'), 10);
    const ends = dissectAll(session.records, { assemblyBytes: 1000 }).filter(({ dissection }) => dissection.pieces);
    expect(ends.map(({ dissection }) => dissection.problem?.code)).toEqual(['fragmentation.incomplete', undefined]);
  });
});

describe('escapes', () => {
  test.each([
    ['keepalivex', 'keepalive', 'keepalive'],
    ['keepalive mex', 'keepalive me', 'keepalive'],
    ['fragmentation_endx', 'fragmentation_end', 'fragmentation'],
    ['fragmentation_start_binary?x', 'fragmentation_start_binary?', 'fragmentation'],
  ])('%s is the message %s', (plain, message, layer) => {
    const session = openSession();
    session.sealed('out', plain);
    expect(last(session)).toMatchObject({
      name: 'unknown',
      layers: ['encryption', layer],
      plain: { text: plain },
      message: { text: message },
    });
  });
});

test('with hindsight a piece has the phase that its message turned out to have', () => {
  const session = afterChumStart();
  inPieces(session, 'string', utf8('nothing of ONE’s'));
  const hindsight = createHindsight();
  const settled = dissectAll(session.records).flatMap((entry) => hindsight.push(entry));
  expect([...settled, ...hindsight.end()].slice(-3).map(({ dissection }) => dissection.phase)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
