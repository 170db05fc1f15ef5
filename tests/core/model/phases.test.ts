import { describe, expect, it } from 'vitest';
import type { PhaseReport } from '../../../src/core/report/report.ts';
import {
  answers,
  asks,
  createTrace,
  introduces,
  pairs,
  registers,
  shakesHands,
  synchronises,
  type TraceFactory,
} from './trace-factory.ts';

function phase(trace: TraceFactory, name: string, conn = 'ws1'): PhaseReport | undefined {
  const connection = trace.model.connections().find((each) => each.conn === conn);
  return connection?.phases.find((each) => each.phase === name);
}

describe('phases', () => {
  it('carry budget, expected messages and what was seen', () => {
    const trace = registers(createTrace().open('ws1'), 'ws1');
    expect(phase(trace, 'connect')).toMatchObject({ ms: 5, budgetMs: 2000, messages: 0, verdict: 'ok' });
    expect(phase(trace, 'register')).toMatchObject({ ms: 3, messages: 4, expectedMessages: '4–6', verdict: 'ok' });
  });

  it('are slow when they reach their goal over budget', () => {
    const trace = createTrace().open('ws1');
    trace.says('ws1', 'out', { kind: 'communication-request' }).says('ws1', 'in', { kind: 'communication-ready' });
    trace
      .says('ws1', 'out', { kind: 'key-frame', ordinal: 1 })
      .wait(600)
      .says('ws1', 'in', { kind: 'key-frame', ordinal: 2 });
    expect(phase(trace, 'encryption')).toMatchObject({ ms: 601, budgetMs: 500, verdict: 'slow' });
  });

  it('stay open until 5 s of silence have passed, and are failed then', () => {
    const trace = createTrace().open('ws1').says('ws1', 'out', { kind: 'communication-request' });
    trace.wait(4_999).note('tick');
    expect(phase(trace, 'discovery')?.verdict).toBe('open');
    trace.wait(1).note('tick');
    expect(phase(trace, 'discovery')?.verdict).toBe('failed');
  });

  it('recover when the answer comes after all', () => {
    const trace = createTrace()
      .open('ws1')
      .says('ws1', 'out', { kind: 'communication-request' })
      .wait(6_000)
      .note('tick');
    expect(phase(trace, 'discovery')?.verdict).toBe('failed');
    trace.says('ws1', 'in', { kind: 'communication-ready' });
    expect(phase(trace, 'discovery')?.verdict).toBe('ok');
  });

  it('do not count keepalives as words', () => {
    const trace = shakesHands(createTrace().open('ws1'), 'ws1').says('ws1', 'out', { kind: 'group', name: 'chum' });
    trace.wait(3_000).says('ws1', 'in', { kind: 'keepalive' }).wait(3_000).says('ws1', 'in', { kind: 'keepalive' });
    expect(phase(trace, 'identity')?.verdict).toBe('failed');
  });

  it('are not failed by an end that was meant', () => {
    const trace = shakesHands(createTrace().open('ws1'), 'ws1').says('ws1', 'out', { kind: 'group', name: 'chum' });
    trace.close('ws1', 'Close called: Duplicate connection - dropped new connection');
    expect(phase(trace, 'identity')?.verdict).toBe('open');
  });

  it('identity and pairing end when both sides have said who they are', () => {
    const trace = pairs(createTrace(), 'ws1');
    expect(phase(trace, 'identity')).toMatchObject({ messages: 12, verdict: 'ok' });
    expect(phase(trace, 'pairing')).toMatchObject({ messages: 3, verdict: 'ok' });
  });

  it('are not there where nothing of them was seen', () => {
    const trace = shakesHands(createTrace().open('ws1'), 'ws1');
    expect(phase(trace, 'identity')).toBeUndefined();
    expect(phase(trace, 'register')).toBeUndefined();
  });
});

describe('the first pass of a synchronisation', () => {
  const begun = (): TraceFactory => {
    const trace = synchronises(createTrace(), 'ws1');
    asks(trace, 'ws1', 'out', 0, 1);
    answers(trace, 'ws1', 'in', 0, 1);
    asks(trace, 'ws1', 'out', 1, 2);
    return answers(trace, 'ws1', 'in', 1, 2);
  };

  it('is open while it is not known to be through', () => {
    expect(phase(begun(), 'sync')?.verdict).toBe('open');
  });

  it('ends with its last answer when the roots are asked for again', () => {
    const trace = begun();
    const end = trace.now();
    asks(trace.wait(5_000), 'ws1', 'out', 2, 2);
    expect(phase(trace, 'sync')).toMatchObject({ verdict: 'ok', end });
  });

  it('ends with its last answer when nothing more comes for 5 s', () => {
    const trace = begun();
    const end = trace.now();
    trace.wait(5_000).note('tick');
    expect(phase(trace, 'sync')).toMatchObject({ verdict: 'ok', end });
  });

  it('fails when a request waits for 10 s', () => {
    const trace = asks(begun(), 'ws1', 'out', 2, 6);
    trace.wait(9_999).note('tick');
    expect(phase(trace, 'sync')?.verdict).toBe('open');
    trace.wait(1).note('tick');
    expect(phase(trace, 'sync')?.verdict).toBe('failed');
  });

  it('of the other asker counts as well', () => {
    const trace = asks(begun(), 'ws1', 'in', 0, 1);
    trace.wait(6_000).note('tick');
    expect(phase(trace, 'sync')?.verdict).toBe('open');
  });
});

it('a connection that is only introduced has no sync phase', () => {
  const trace = introduces(shakesHands(createTrace().open('ws1'), 'ws1'), 'ws1');
  expect(phase(trace, 'sync')).toBeUndefined();
});
