import { describe, expect, it } from 'vitest';
import type { Dissection } from '../../../src/core/dissect/dissection.ts';
import type { Advice } from '../../../src/core/stats/stats-view.ts';
import { recordsOf } from '../report/read-recording.ts';
import { createTrace, introduces, shakesHands, type TraceFactory } from '../model/trace-factory.ts';
import { createSession, dissected, sessionOf } from './session.ts';

const adviceOf = (trace: TraceFactory, kind: Advice['kind']): Advice[] =>
  sessionOf(trace.records)
    .view()
    .advice.filter((each) => each.kind === kind);

function answers(trace: TraceFactory, conn: string, service: string, ms: number, times: number): TraceFactory {
  const dissection: Dissection = {
    layers: ['chum'],
    name: 'chum.data',
    summary: '',
    tree: [],
    rpc: { id: 1, service, ms },
    answers: { seq: 0, ms },
  };
  for (let i = 0; i < times; i += 1)
    trace
      .wait(10)
      .push({ kind: 'frame', conn, seq: 100 + i, t: trace.now(), dir: 'in', type: 'text', size: 9 }, dissection);
  return trace;
}

describe('advice', () => {
  it('names the service that most time was spent waiting for, with its share', () => {
    const trace = shakesHands(createTrace().open('ws1'), 'ws1');
    answers(answers(trace, 'ws1', 'GET_BLOB', 400, 10), 'ws1', 'GET_OBJECT', 10, 10);
    const [advice] = adviceOf(trace, 'bottleneck');
    expect(advice?.text).toContain('the service GET_BLOB: 4 s of');
    expect(advice?.share).toBeCloseTo(4000 / (4000 + 100 + 8), 1);
    expect(advice?.conns).toEqual(['ws1']);
  });

  it('names the phase, with the frame that ended the longest', () => {
    const trace = createTrace().open('ws1', { up: false }).wait(1500);
    shakesHands(trace.push({ kind: 'state', conn: 'ws1', t: trace.now(), state: 'open' }), 'ws1');
    const [advice] = adviceOf(trace, 'bottleneck');
    expect(advice?.text).toContain('the phase connect: 1.5 s of 1.5 s, 100 %');
    expect(advice?.evidence).toHaveLength(1);
  });

  it('says which transport answered a peer faster', () => {
    const trace = createTrace();
    introduces(shakesHands(trace.open('ws1'), 'ws1'), 'ws1');
    introduces(shakesHands(trace.open('rtc1', { transport: 'webrtc' }), 'rtc1'), 'rtc1');
    answers(answers(trace, 'ws1', 'GET_OBJECT', 90, 30), 'rtc1', 'GET_OBJECT', 12, 30);
    expect(adviceOf(trace, 'transport').map(({ text }) => text)).toEqual([
      expect.stringMatching(
        /^With bob@example.test, WebRTC data channel answered faster: median 1\d(\.\d)? ms, WebSocket/,
      ),
    ]);
    expect(adviceOf(trace, 'bottleneck')[0]?.text).toContain('of all waiting is on WebSocket');
  });

  it('repeats what the most frequent errors ask to check', async () => {
    const { advice } = sessionOf(dissected(await recordsOf('keepalive-timeout'))).view();
    const next = advice.filter(({ kind }) => kind === 'next');
    expect(next[0]?.text).toMatch(/^comm\.stale-spare, 2 times: /);
    expect(next[0]?.conns).toEqual(['ws6', 'ws7']);
  });

  it('is none where nothing happened', () => {
    expect(createSession().view().advice).toEqual([]);
  });
});
