import { describe, expect, it } from 'vitest';
import { createTrace, introduces, registers, shakesHands, synchronises, type TraceFactory } from './trace-factory.ts';

const lineageOf = (trace: TraceFactory, conn: string): string[] | undefined =>
  trace.model
    .connections()
    .find((each) => each.conn === conn)
    ?.lineage?.map((link) => `${link.kind} ${link.conn}`);

const NOT_REGISTERED = 'Close called: No listening connection for the specified publicKey.';

describe('lineage', () => {
  it('says which dial repeats which, also before the group is known', () => {
    const trace = synchronises(createTrace(), 'ws1').closes(
      'ws1',
      'Terminate called: Keepalive: No lifesign of the other side',
    );
    trace
      .wait(5_000)
      .open('ws2')
      .says('ws2', 'out', { kind: 'communication-request', source: 'a1'.repeat(32), target: 'b2'.repeat(32) });
    trace.close('ws2', NOT_REGISTERED);
    synchronises(trace.wait(5_000), 'ws3');
    expect(lineageOf(trace, 'ws2')).toEqual(['redial-of ws1']);
    expect(lineageOf(trace, 'ws3')).toEqual(['redial-of ws2']);
  });

  it('does not take a dial to somebody else, or one that is still open, for a redial', () => {
    const trace = synchronises(createTrace(), 'ws1');
    shakesHands(trace.open('ws2'), 'ws2', 'dd'.repeat(32)).close('ws2', NOT_REGISTERED);
    synchronises(trace, 'ws3');
    expect(lineageOf(trace, 'ws2')).toBeUndefined();
    expect(lineageOf(trace, 'ws3')).toBeUndefined();
  });

  it('does not take a dial of another group for a redial', () => {
    const trace = introduces(shakesHands(createTrace().open('ws1'), 'ws1'), 'ws1', 'pairing').closes(
      'ws1',
      'Close called.',
    );
    synchronises(trace.wait(10), 'ws2');
    expect(lineageOf(trace, 'ws2')).toBeUndefined();
  });

  it('says which connection a dropped duplicate doubled', () => {
    const trace = synchronises(createTrace(), 'ws1');
    shakesHands(trace.open('ws2'), 'ws2').close('ws2', 'Close called: Duplicate connection - dropped new connection');
    expect(lineageOf(trace, 'ws2')).toEqual(['duplicate-of ws1']);
  });

  it('joins a replaced connection and the newcomer both ways', () => {
    const trace = synchronises(synchronises(createTrace(), 'ws1').wait(3_000), 'ws2');
    trace.closes('ws1', 'Close called: New connection replaced old one');
    expect(lineageOf(trace, 'ws1')).toEqual(['replaced-by ws2']);
    expect(lineageOf(trace, 'ws2')).toEqual(['replaces ws1']);
  });

  it('refills the pool once for every spare that was handed over or lost', () => {
    const trace = registers(createTrace().open('ws1'), 'ws1');
    registers(trace.open('ws2'), 'ws2').says('ws2', 'in', { kind: 'handover' });
    registers(trace.open('ws3'), 'ws3');
    trace.close('ws1', 'Terminate called: Ping: Connection timed out').wait(10_000);
    registers(trace.open('ws4'), 'ws4');
    registers(trace.open('ws5'), 'ws5');
    expect(lineageOf(trace, 'ws3')).toEqual(['refills ws2']);
    expect(lineageOf(trace, 'ws4')).toEqual(['redial-of ws1']);
    expect(lineageOf(trace, 'ws5')).toBeUndefined();
  });

  it('keeps the pools of two identities apart', () => {
    const trace = registers(createTrace().open('ws1'), 'ws1').says('ws1', 'in', { kind: 'handover' });
    registers(trace.open('ws2'), 'ws2', 'ee'.repeat(32));
    expect(lineageOf(trace, 'ws2')).toBeUndefined();
  });
});
