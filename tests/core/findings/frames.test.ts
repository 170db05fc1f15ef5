import { describe, expect, it } from 'vitest';
import {
  createTrace,
  introduces,
  registers,
  shakesHands,
  synchronises,
  type TraceFactory,
} from '../model/trace-factory.ts';
import { codesOf, found } from './found.ts';

const peers = (): TraceFactory => introduces(shakesHands(createTrace().open('ws1'), 'ws1'), 'ws1');
const TEXT = { kind: 'foreign-text', why: 'not-json' } as const;

describe('encryption', () => {
  it('without a key is reported once per connection', () => {
    const trace = shakesHands(createTrace().open('ws1'), 'ws1');
    trace.says('ws1', 'out', { kind: 'no-key' }).says('ws1', 'in', { kind: 'no-key' });
    expect(found(trace, 'encryption.no-key')).toMatchObject({
      severity: 'warning',
      evidence: [{ conn: 'ws1', seq: 4 }],
    });
  });

  it('without a key in the network log advises what brings one', () => {
    const trace = createTrace().open('ws1', { via: 'har' });
    shakesHands(trace, 'ws1').says('ws1', 'out', { kind: 'no-key' });
    expect(found(trace, 'encryption.no-key').advice).toContain('Capture inside workers');
  });

  it('with a key that opens nothing says so', () => {
    const trace = shakesHands(createTrace().open('ws1'), 'ws1').says('ws1', 'in', {
      kind: 'tag-failed',
      expected: 0,
      opened: false,
    });
    expect(found(trace, 'encryption.no-key').title).toContain('opens none');
  });

  it('with one frame that fails among others that verify has a damaged frame', () => {
    const trace = peers().says('ws1', 'in', { kind: 'tag-failed', expected: 12, opened: true });
    trace.wait(5).closes('ws1', 'Close called: Decryption of message failed.');
    expect(codesOf(trace)).toEqual(['encryption.frame-damaged']);
    expect(found(trace, 'encryption.frame-damaged').evidence[0]).toEqual({ conn: 'ws1', seq: 16 });
  });

  it('with a later counter that fits has lost frames, and the close that follows is no second fault', () => {
    const trace = peers().says('ws1', 'in', { kind: 'counter-gap', expected: 12, counter: 16, missing: 2, known: 0 });
    trace.wait(5).closes('ws1', 'Close called: Decryption of message failed.');
    expect(codesOf(trace)).toEqual(['encryption.frame-lost']);
    expect(found(trace, 'encryption.frame-lost')).toMatchObject({
      count: 2,
      title: expect.stringContaining('2 encrypted frames') as string,
    });
  });

  it('with frames that the recording itself lost says whose loss it was', () => {
    const trace = peers();
    trace.push({ kind: 'lost', conn: 'ws1', t: trace.now(), count: 2, why: 'storage was too slow' });
    trace.says('ws1', 'in', { kind: 'counter-gap', expected: 12, counter: 16, missing: 2, known: 2 });
    expect(codesOf(trace)).toEqual(['encryption.frame-lost', 'trace.lost']);
    expect(found(trace, 'encryption.frame-lost').causedBy).toBe('trace.lost');
  });

  it('with text in it is told by the frame and proven by the close as well', () => {
    const trace = peers().says('ws1', 'in', TEXT, { kind: 'text-while-encrypted' });
    trace.closes('ws1', 'Close called: Incoming encrypted message is a string, it needs to be binary');
    expect(found(trace, 'encryption.text-frame').evidence).toMatchObject([
      { seq: 16 },
      { record: 'call' },
      { record: 'close' },
    ]);
  });
});

describe('fragmentation', () => {
  it('out of order names the frame and who sent it', () => {
    const trace = peers().says('ws1', 'out', { kind: 'fragmentation-violation', why: 'an end without a beginning' });
    expect(found(trace, 'fragmentation.violation').title).toBe(
      'This page sent a fragment out of order on ws1: an end without a beginning',
    );
  });

  it('without content is the BLOB fault, and the cause of the error that it brings about', () => {
    const trace = peers().says('ws1', 'in', { kind: 'fragmentation-empty-binary' });
    trace.closes('ws1', 'Close called: onMsgHandler error: RangeError: Invalid typed array length: 1');
    expect(codesOf(trace)).toEqual(['chum.handler-error', 'fragmentation.empty-binary']);
    expect(found(trace, 'chum.handler-error').causedBy).toBe('fragmentation.empty-binary');
  });
});

describe('budgets', () => {
  it('name the phase that took too long, by how much, and the frames around it', () => {
    const trace = createTrace().open('ws1').says('ws1', 'out', { kind: 'register' }).wait(1_998);
    trace.says('ws1', 'in', { kind: 'authentication-success' });
    expect(found(trace, 'budget.exceeded')).toMatchObject({
      severity: 'warning',
      title: 'Register on ws1 took 2.00\u00a0s, 999\u00a0ms over its budget of 1.00\u00a0s',
      evidence: [
        { conn: 'ws1', seq: 0 },
        { conn: 'ws1', seq: 1 },
      ],
    });
  });
});

describe('the page', () => {
  const silent = (): TraceFactory => synchronises(createTrace(), 'ws1').wait(25_000);
  const KEEPALIVE = 'Terminate called: Keepalive: No lifesign of the other side';

  it('that was hidden when a timeout struck is the cause', () => {
    const trace = synchronises(createTrace(), 'ws1').note('hidden', 'visibility').wait(25_000).closes('ws1', KEEPALIVE);
    expect(codesOf(trace)).toEqual(['keepalive.timeout', 'page.throttled']);
    expect(found(trace, 'keepalive.timeout').causedBy).toBe('page.throttled');
  });

  it('that did not run for a while is the cause as well; a clock set back is not', () => {
    const slept = synchronises(createTrace(), 'ws1').wait(30_000).note('the page did not run for +30 s', 'freeze');
    expect(codesOf(slept.wait(1).closes('ws1', KEEPALIVE))).toEqual(['keepalive.timeout', 'page.throttled']);
    const set = synchronises(createTrace(), 'ws1').wait(10).note('the clock jumped by -30 s', 'clock').wait(25_000);
    expect(codesOf(set.closes('ws1', KEEPALIVE))).toEqual(['keepalive.timeout']);
  });

  it('that was visible again is not', () => {
    const trace = synchronises(createTrace(), 'ws1')
      .note('hidden', 'visibility')
      .wait(10)
      .note('visible', 'visibility');
    expect(codesOf(trace.wait(25_000).closes('ws1', KEEPALIVE))).toEqual(['keepalive.timeout']);
  });

  it('that was offline explains a break as well as a timeout', () => {
    expect(codesOf(silent().note('offline', 'online').wait(5).close('ws1', '', 1006))).toEqual([
      'page.offline',
      'peer.disappeared',
    ]);
    expect(codesOf(silent().note('offline', 'online').wait(5).note('online', 'online').close('ws1', '', 1006))).toEqual(
      ['peer.disappeared'],
    );
  });

  it('of another realm explains nothing', () => {
    const trace = synchronises(createTrace(), 'ws1')
      .note('hidden', 'visibility', { page: 'p9' })
      .wait(25_000)
      .closes('ws1', KEEPALIVE);
    expect(codesOf(trace)).toEqual(['keepalive.timeout']);
  });

  it('that was reloaded ends its connections', () => {
    const trace = registers(createTrace().page('p1').open('ws1'), 'ws1').wait(100).page('p2');
    expect(codesOf(trace)).toEqual(['realm.gone']);
  });
});

describe('redials', () => {
  const attempt = (trace: TraceFactory, conn: string): TraceFactory =>
    trace
      .wait(5_000)
      .open(conn)
      .says(conn, 'out', { kind: 'communication-request', source: 'a1'.repeat(32), target: 'b2'.repeat(32) })
      .close(conn, 'Close called: No listening connection for the specified publicKey.');

  it('of a route that fails three times and is dialled again are a loop', () => {
    const trace = createTrace();
    for (const conn of ['ws1', 'ws2', 'ws3']) attempt(trace, conn);
    expect(codesOf(trace)).not.toContain('connection.redial-loop');
    attempt(trace, 'ws4');
    expect(found(trace, 'connection.redial-loop')).toMatchObject({
      conn: 'ws4',
      causedBy: 'comm.target-not-registered',
    });
  });

  it('that succeed in between are none', () => {
    const trace = createTrace();
    for (const conn of ['ws1', 'ws2']) attempt(trace, conn);
    synchronises(trace, 'ws3').closes('ws3', 'Close called: Corresponding route was stopped');
    for (const conn of ['ws4', 'ws5']) attempt(trace, conn);
    expect(codesOf(trace)).not.toContain('connection.redial-loop');
  });

  it('of sockets that never open are a loop by their address', () => {
    const trace = createTrace();
    for (const conn of ['ws1', 'ws2', 'ws3', 'ws4'])
      trace.wait(10_000).open(conn, { up: false }).wait(3).close(conn, '', 1006);
    expect(found(trace, 'connection.redial-loop').causedBy).toBe('comm.unreachable');
  });

  it('that die of the same thing each time are a loop, also where they worked for a while', () => {
    const trace = createTrace();
    for (const conn of ['ws1', 'ws2', 'ws3', 'ws4'])
      synchronises(trace.wait(5_000), conn).closes(
        conn,
        'Close called: onMsgHandler error: RangeError: Invalid typed array length: 1',
      );
    expect(codesOf(trace)).toContain('connection.redial-loop');
  });
});

it('losses of the recording are one finding per connection, with their sum', () => {
  const trace = registers(createTrace().open('ws1'), 'ws1');
  trace.push({ kind: 'lost', conn: 'ws1', t: trace.now(), count: 3, why: 'too slow' });
  trace.push({ kind: 'lost', conn: 'ws1', t: trace.now(), count: 4, why: 'too slow' });
  expect(found(trace, 'trace.lost').title).toBe('The recording is missing 7 records of ws1: too slow');
});

describe('payloads that were cut', () => {
  const cut = { kind: 'lost', conn: 'ws1', count: 3, why: 'payload left out: too much' } as const;

  it('are no missing records', () => {
    const trace = registers(createTrace().open('ws1'), 'ws1');
    trace.push({ ...cut, t: trace.now() });
    const { title, explanation, advice } = found(trace, 'trace.lost');
    expect(title).toBe('The recording is missing the payloads of 3 frames of ws1: payload left out: too much');
    expect(explanation).not.toContain('could not be kept');
    expect(advice).not.toContain('gap');
    expect(advice).toContain('cut content');
  });

  it('are told beside those that are missing', () => {
    const trace = registers(createTrace().open('ws1'), 'ws1');
    trace.push({ kind: 'lost', conn: 'ws1', t: trace.now(), count: 7, why: 'too slow' });
    trace.push({ ...cut, t: trace.now() });
    const { title, advice } = found(trace, 'trace.lost');
    expect(title).toMatch(/missing 7 records and the payloads of 3 frames of ws1: too slow;/);
    expect(advice).toMatch(/around the gap, and what cut content/);
  });
});
