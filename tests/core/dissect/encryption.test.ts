import { describe, expect, test } from 'vitest';
import { createDissector } from '../../../src/core/dissect/engine.ts';
import type { FrameRecord, LostRecord } from '../../../src/core/trace/records.ts';
import { createSession, dissectAll, last, openSession, sealBox } from './session.ts';

const REQUEST = '{"requestId":0,"type":"request","serviceId":2,"args":[]}';
const lost = (conn: string | undefined, count: number): LostRecord => ({
  kind: 'lost',
  t: 1100,
  count,
  why: 'storage was too slow',
  ...(conn === undefined ? {} : { conn }),
});

describe('without a key', () => {
  test('a frame is `encrypted`, with the counter that its place gives it', () => {
    const session = createSession();
    session.handshake();
    session.sealed('out', REQUEST);
    session.sealed('in', REQUEST);
    session.sealed('in', REQUEST);
    const names = dissectAll(session.records)
      .slice(4)
      .map(({ dissection }) => [dissection.name, dissection.expectedCounter]);
    expect(names).toEqual([
      ['encrypted', 1],
      ['encrypted', 0],
      ['encrypted', 2],
    ]);
    expect(last(session)).toMatchObject({ layers: ['encryption'], facts: [{ kind: 'no-key' }] });
    expect(last(session)).not.toHaveProperty('problem');
  });

  test('the line says how long the payload can be', () => {
    const session = createSession();
    session.handshake();
    session.frame('in', new Uint8Array(338));
    expect(last(session).summary).toBe('66–321 B payload, counter 0');
  });

  test('a key that a growing lookup learns later opens what follows', () => {
    const session = createSession();
    session.handshake();
    session.sealed('out', REQUEST);
    session.sealed('out', REQUEST);
    const keys: (typeof session.keyRecord)[] = [];
    const dissector = createDissector({ keys: () => keys });
    const names = session.records.map((record, index) => {
      if (index === session.records.length - 1) keys.push(session.keyRecord);
      return dissector.push(record)?.name;
    });
    expect(names.slice(-2)).toEqual(['encrypted', 'chum.request']);
  });
});

describe('a frame that does not open', () => {
  test('has the problem of its tag and an expected counter, and the next one opens without a gap', () => {
    const session = openSession();
    session.sealed('out', REQUEST);
    const damaged = session.sealed('out', REQUEST);
    damaged.payload?.fill(0xee, 20, 21);
    session.sealed('out', REQUEST);
    const [, bad, good] = dissectAll(session.records).slice(4);
    expect(bad?.dissection).toMatchObject({
      name: 'encrypted',
      expectedCounter: 3,
      problem: { code: 'encryption.tag' },
    });
    expect(bad?.dissection.facts).toEqual([{ kind: 'tag-failed', expected: 3, opened: true }]);
    expect(good?.dissection).toMatchObject({ name: 'chum.request', counter: 5 });
    expect(good?.dissection).not.toHaveProperty('problem');
  });

  test('is no message even if it opens but is damaged inside', () => {
    const session = openSession();
    session.sealed('out', '');
    const broken = openSession();
    broken.frame('out', sealBox(broken.key, 1, Uint8Array.of(0x11, 200, 1)));
    expect(last(broken)).toMatchObject({ name: 'encrypted', problem: { code: 'encryption.padding' } });
    expect(last(session)).toMatchObject({ name: 'unknown', counter: 1 });
  });

  test('that was cut by the size limit says so, and its counter is used up', () => {
    const session = openSession();
    const cut = session.sealed('out', REQUEST);
    Object.assign(cut, { truncated: true, size: 20_000_000, payload: cut.payload?.subarray(0, 30) });
    session.sealed('out', REQUEST);
    const [first, second] = dissectAll(session.records).slice(4);
    expect(first?.dissection).toMatchObject({
      name: 'encrypted',
      expectedCounter: 1,
      problem: { code: 'frame.truncated' },
    });
    expect(first?.dissection).not.toHaveProperty('plain');
    expect(second?.dissection).toMatchObject({ name: 'chum.request', counter: 3 });
    expect(second?.dissection).not.toHaveProperty('problem');
  });
});

describe('missing frames', () => {
  test('are counted on the next one, and those the trace reports are told apart', () => {
    const session = openSession();
    session.sealed('out', REQUEST);
    session.miss('out', 3);
    session.records.push(lost('ws1', 2));
    session.sealed('out', REQUEST);
    expect(last(session)).toMatchObject({ name: 'chum.request', counter: 9, problem: { code: 'encryption.lost' } });
    expect(last(session).facts).toContainEqual({ kind: 'counter-gap', expected: 3, counter: 9, missing: 3, known: 2 });
  });

  test('that a record reports for the whole trace count for every connection', () => {
    const session = openSession();
    session.miss('in');
    session.records.push(lost(undefined, 5));
    session.sealed('in', REQUEST);
    expect(last(session).facts).toContainEqual({ kind: 'counter-gap', expected: 0, counter: 2, missing: 1, known: 1 });
  });

  test('may include a key frame: what opens with the key is no key frame', () => {
    const session = createSession();
    session.handshake();
    session.records.splice(-2, 2);
    session.addKey();
    session.records.push(lost('ws1', 2));
    session.sealed('out', REQUEST);
    expect(last(session)).toMatchObject({ name: 'chum.request', counter: 1 });
  });
});

describe('the place of a key frame', () => {
  test('72 bytes before `communication_ready` are none', () => {
    const session = createSession();
    session.frame('out', new Uint8Array(72));
    expect(last(session)).toMatchObject({ name: 'unknown', layers: [] });
  });

  test('another size at its place is a key frame with a problem', () => {
    const session = createSession();
    session.handshake();
    session.records.splice(-2, 2);
    session.frame('out', new Uint8Array(70));
    expect(last(session)).toMatchObject({ name: 'key-frame', problem: { code: 'key-frame.size' } });
  });

  test('the third binary frame is encrypted, also if it has 72 bytes', () => {
    const session = openSession();
    session.frame('out', new Uint8Array(72));
    expect(last(session).name).toBe('encrypted');
  });
});

describe('a connection whose beginning was not seen', () => {
  test('is read with a key from any point on, and roles follow from the counters', () => {
    const session = createSession();
    session.counter = { out: 7, in: 8 };
    session.records.push({ ...session.keyRecord, sendCounter: 7, receiveCounter: 8 });
    session.sealed('out', new Uint8Array(104));
    session.sealed('in', new Uint8Array(104));
    const names = dissectAll(session.records).map(({ dissection }) => dissection.name);
    expect(names).toEqual(['person-response', 'person-challenge']);
  });

  test('is known to be encrypted by its plugins', () => {
    const session = createSession();
    session.records.push({
      kind: 'plugin',
      conn: 'ws1',
      t: 1001,
      event: 'add',
      name: 'encryption',
      order: ['websocket', 'encryption', 'promise'],
    });
    session.frame('in', new Uint8Array(180));
    expect(last(session)).toMatchObject({ name: 'encrypted', facts: [{ kind: 'no-key' }] });
  });

  test('is found by a key even if nothing else tells', () => {
    const session = createSession();
    session.sealed('out', REQUEST);
    expect(last(session, { keys: () => [session.keyRecord] })).toMatchObject({ name: 'chum.request', counter: 1 });
  });
});

describe('text after encryption began', () => {
  test('has a problem, whatever it says', () => {
    const session = openSession();
    session.frame('in', '{"command":"ping"}');
    expect(last(session)).toMatchObject({ name: 'ping', problem: { code: 'encryption.text-frame' } });
    expect(last(session).facts).toContainEqual({ kind: 'text-while-encrypted' });
  });

  test('is in order where it is the bare word of the fork', () => {
    const session = openSession();
    session.frame('in', 'ping');
    expect(last(session)).toMatchObject({ name: 'ping', layers: ['comm-server'] });
    expect(last(session)).not.toHaveProperty('problem');
  });
});

test('a redacted frame keeps its name, its counter and its facts, and moves the connection on', () => {
  const session = openSession();
  const redacted: FrameRecord = {
    ...session.frame('out', new Uint8Array(0)),
    size: 90,
    decoded: {
      layers: ['encryption', 'chum'],
      name: 'chum.request',
      phase: 'sync',
      counter: 1,
      facts: [{ kind: 'rpc-request', id: 0, serviceId: 2, service: 'GET_ACCESSIBLE_ROOTS' }],
    },
  };
  delete redacted.payload;
  session.records.splice(-1, 1, redacted);
  session.sealed('in', '{"responseId":0,"type":"data","data":"[]"}');
  session.miss('out');
  session.sealed('out', REQUEST);
  const [kept, answer, next] = dissectAll(session.records).slice(4);
  expect(kept?.dissection).toMatchObject({
    name: 'chum.request',
    layers: ['encryption', 'chum'],
    phase: 'sync',
    counter: 1,
  });
  expect(answer?.dissection).toMatchObject({
    answers: { seq: redacted.seq },
    rpc: { service: 'GET_ACCESSIBLE_ROOTS' },
  });
  expect(next?.dissection).toMatchObject({ counter: 3 });
});
