import { describe, expect, it } from 'vitest';
import {
  createTrace,
  introduces,
  pairs,
  registers,
  shakesHands,
  synchronises,
  T0,
  type TraceFactory,
} from './trace-factory.ts';

const statesOf = (trace: TraceFactory, conn: string): string[] =>
  trace.model
    .connections()
    .filter((connection) => connection.conn === conn)
    .flatMap(({ states }) => states.map(({ state }) => state));

describe('the life cycle of a connection', () => {
  it('of a spare proves itself to the server and waits', () => {
    expect(statesOf(registers(createTrace().open('ws1'), 'ws1'), 'ws1')).toEqual([
      'INITIALIZING',
      'CONNECTING',
      'CONNECTED',
      'AUTHENTICATING',
      'AUTHENTICATED',
    ]);
  });

  it('of a dialer encrypts before the peers prove themselves to each other', () => {
    expect(statesOf(synchronises(createTrace(), 'ws1'), 'ws1').slice(3)).toEqual([
      'ENCRYPTING',
      'ENCRYPTED',
      'AUTHENTICATING',
      'AUTHENTICATED',
      'ACTIVE',
    ]);
  });

  it('of a pairing goes through PAIRING and PAIRED and is never ACTIVE', () => {
    const states = statesOf(pairs(createTrace(), 'ws1').closes('ws1', 'Close called.'), 'ws1');
    expect(states.slice(-5)).toEqual(['AUTHENTICATED', 'PAIRING', 'PAIRED', 'CLOSING', 'CLOSED']);
  });

  it('never holds a state that nothing in the trace caused', () => {
    const trace = createTrace().open('ws1', { up: false });
    expect(statesOf(trace, 'ws1')).toEqual(['INITIALIZING', 'CONNECTING']);
    trace.says('ws1', 'out', { kind: 'communication-request' });
    expect(statesOf(trace, 'ws1')).toEqual(['INITIALIZING', 'CONNECTING', 'CONNECTED']);
  });

  it('names the record or frame behind every state', () => {
    const trace = shakesHands(createTrace().open('ws1'), 'ws1');
    const [connection] = trace.model.connections();
    expect(connection?.states.map(({ state, cause }) => [state, cause])).toEqual([
      ['INITIALIZING', { conn: 'ws1', record: 'open', t: T0 }],
      ['CONNECTING', { conn: 'ws1', record: 'open', t: T0 }],
      ['CONNECTED', { conn: 'ws1', record: 'state', t: T0 + 5 }],
      ['ENCRYPTING', { conn: 'ws1', seq: 2 }],
      ['ENCRYPTED', { conn: 'ws1', seq: 3 }],
    ]);
  });

  it('of a connection older than the trace begins with what is seen of it', () => {
    const trace = createTrace().says('ws7', 'in', { kind: 'ping' });
    expect(statesOf(trace, 'ws7')).toEqual(['CONNECTED']);
  });

  it('ends FAILED where the end was not meant, and CLOSED where it was', () => {
    const refused = shakesHands(createTrace().open('ws1'), 'ws1').close(
      'ws1',
      'Close called: I do not want to communicate with you. Go Away!',
    );
    expect(statesOf(refused, 'ws1').at(-1)).toBe('FAILED');
    const stopped = synchronises(createTrace(), 'ws1').closes('ws1', 'Close called: Corresponding route was stopped');
    expect(statesOf(stopped, 'ws1').at(-1)).toBe('CLOSED');
  });

  it("follows the seed document's own messages", () => {
    const trace = createTrace().open('ws1');
    for (const type of ['auth', 'challenge', 'response', 'auth_success', 'pair_request', 'pair_success', 'sync_data'])
      trace.says('ws1', type.endsWith('success') || type === 'challenge' ? 'in' : 'out', { kind: 'seed', type });
    expect(statesOf(trace, 'ws1').slice(3)).toEqual(['AUTHENTICATING', 'AUTHENTICATED', 'PAIRING', 'PAIRED', 'ACTIVE']);
  });

  it('of a listener encrypts after it was a spare', () => {
    const trace = registers(createTrace().open('ws1'), 'ws1')
      .says('ws1', 'in', { kind: 'handover' })
      .says('ws1', 'in', { kind: 'communication-request', source: 'x', target: 'y' })
      .says('ws1', 'out', { kind: 'communication-ready' })
      .says('ws1', 'in', { kind: 'key-frame', ordinal: 1 })
      .says('ws1', 'out', { kind: 'key-frame', ordinal: 2 });
    expect(statesOf(introduces(trace, 'ws1'), 'ws1').slice(3)).toEqual([
      'AUTHENTICATING',
      'AUTHENTICATED',
      'ENCRYPTING',
      'ENCRYPTED',
      'AUTHENTICATING',
      'AUTHENTICATED',
    ]);
    expect(trace.model.connections()[0]).toMatchObject({ role: 'listener', localKey: 'y', remote: { publicKey: 'x' } });
  });
});
