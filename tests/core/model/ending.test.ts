import { describe, expect, it } from 'vitest';
import type { ConnectionReport } from '../../../src/core/report/report.ts';
import { createTrace, registers, shakesHands, synchronises, type TraceFactory } from './trace-factory.ts';

const closeOf = (trace: TraceFactory, conn = 'ws1'): ConnectionReport['close'] =>
  trace.model.connections().find((each) => each.conn === conn)?.close;

describe('who closed', () => {
  it('is this page where it called and its own reason came back, or none', () => {
    expect(closeOf(createTrace().open('ws1').closes('ws1', 'Close called.'))?.by).toBe('local');
    expect(closeOf(createTrace().open('ws1').call('ws1', 'Close called.').close('ws1', ''))?.by).toBe('local');
  });

  it('is the other side where its reason came, even if this page called as well', () => {
    expect(closeOf(createTrace().open('ws1').close('ws1', 'Close called.'))?.by).toBe('remote');
    const crossed = createTrace()
      .open('ws1')
      .call('ws1', 'Close called.')
      .close('ws1', 'Close called: Stopped by user');
    expect(closeOf(crossed)?.by).toBe('remote');
  });

  it('is unknown where the socket never opened', () => {
    expect(closeOf(createTrace().open('ws1', { up: false }).close('ws1', '', 1006))?.by).toBe('unknown');
  });
});

describe('the class of a close', () => {
  const dialed = (): TraceFactory => shakesHands(createTrace().open('ws1'), 'ws1');
  it.each([
    ['Close called.', 'done'],
    ['Close called: Debug protocol "getData" finished', 'done'],
    ['Close called: Error: Unable to start chum because you are unknown', 'refused'],
    ['Close called: New connection replaced old one', 'replaced'],
    ['Close called: Duplicate connection - dropped new connection', 'duplicate'],
    ['Close called: Corresponding route was stopped', 'stopped'],
    ['Terminate called: Keepalive: No lifesign of the other side', 'timeout'],
    ['Close called: Decryption of message failed.', 'protocol'],
    ['Close called: Currently processing string chunks. No string messages allowed except', 'protocol'],
    ['', 'abnormal'],
  ])('%j is %s', (reason, expected) => {
    expect(closeOf(dialed().close('ws1', reason))?.class).toBe(expected);
  });

  it('of a data channel, which carries no text, is done where it ended in order and abnormal where it broke', () => {
    const channel = (): TraceFactory => shakesHands(createTrace().open('rtc1', { transport: 'webrtc' }), 'rtc1');
    expect(closeOf(channel().close('rtc1', '', 1000), 'rtc1')?.class).toBe('done');
    expect(closeOf(channel().close('rtc1', '', 1006), 'rtc1')?.class).toBe('abnormal');
  });

  it('of a spare that the server leaves with the bare text is abnormal', () => {
    expect(closeOf(registers(createTrace().open('ws1'), 'ws1').close('ws1', 'Close called.'))?.class).toBe('abnormal');
  });

  it('of a spare that this page closes is done', () => {
    expect(closeOf(registers(createTrace().open('ws1'), 'ws1').closes('ws1', 'Close called.'))?.class).toBe('done');
  });
});

describe('a page that goes away', () => {
  it('takes its connections with it', () => {
    const trace = synchronises(createTrace().page('p1'), 'ws1').wait(100).page('p2');
    expect(closeOf(trace)).toMatchObject({ class: 'page-gone', by: 'local' });
  });

  it('that says so itself is gone, and no other', () => {
    const trace = synchronises(createTrace().page('p1'), 'ws1').wait(100);
    trace.note('page gone', 'navigation', { page: 'p2' });
    expect(closeOf(trace)).toBeUndefined();
    trace.note('page gone', 'navigation', { page: 'p1' });
    expect(closeOf(trace)?.class).toBe('page-gone');
  });

  it('takes along what the browser closed as it was being left, and nothing that ended long before', () => {
    const leaving = (ms: number): TraceFactory =>
      synchronises(createTrace().page('p1'), 'ws1')
        .close('ws1', '', 1001)
        .wait(ms)
        .note('page gone', 'navigation', { page: 'p1' });
    expect(closeOf(leaving(400))).toMatchObject({ class: 'page-gone', by: 'local', code: 1001 });
    expect(closeOf(leaving(6000))?.class).toBe('abnormal');
    const said = synchronises(createTrace().page('p1'), 'ws1').close('ws1', 'Close called.', 1001).page('p2');
    expect(closeOf(said)?.class).toBe('done');
  });

  it('is not gone while something of it is still heard', () => {
    const trace = synchronises(createTrace().page('p1'), 'ws1').wait(100).page('p2').wait(100);
    trace.says('ws1', 'in', { kind: 'keepalive' });
    expect(closeOf(trace)).toBeUndefined();
  });

  it('is not replaced by a frame or a worker inside it', () => {
    const trace = synchronises(createTrace().page('p1'), 'ws1').wait(100);
    trace.page('p2', { parent: 'p1' }).page('p3', { realm: 'worker', parent: 'p1' });
    expect(closeOf(trace)).toBeUndefined();
  });

  it('takes the connections of its workers along', () => {
    const trace = createTrace()
      .page('p1')
      .page('w1', { realm: 'worker', parent: 'p1' })
      .open('ws1', { page: 'w1' })
      .wait(10)
      .page('p2');
    expect(closeOf(trace)?.class).toBe('page-gone');
  });
});
