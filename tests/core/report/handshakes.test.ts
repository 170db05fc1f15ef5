import { describe, expect, it } from 'vitest';
import { handshakesOf } from '../../../src/core/report/handshakes.ts';
import { axisLength, endedBefore, inviteAxis } from '../../../src/core/report/invite-axis.ts';
import { handshakeSteps, inviteSteps } from '../../../src/core/report/invite-steps.ts';
import { phaseSpreads, rankOf, spreadGroups } from '../../../src/core/report/phase-spread.ts';
import type { ConnectionReport, Finding, InviteReport } from '../../../src/core/report/report.ts';
import { waitRemark } from '../../../src/core/report/wait-remark.ts';
import { createTrace, KEY, pairs, registers, shakesHands, synchronises } from '../model/trace-factory.ts';
import { modelOf, recordsOf, type CaptureName } from './read-recording.ts';

async function firstInvite(
  capture: CaptureName,
): Promise<{ invite: InviteReport; connections: ConnectionReport[]; findings: Finding[] }> {
  const model = modelOf(await recordsOf(capture));
  const [invite] = model.invites();
  if (invite === undefined) throw new Error(`${capture} holds no invite`);
  return { invite, connections: model.connections(), findings: model.findings() };
}

describe('percentiles', () => {
  it('are values that were measured, by the nearest rank', () => {
    const sorted = Array.from({ length: 20 }, (_, i) => i + 1);
    expect([0.5, 0.9, 0.95, 1].map((share) => rankOf(sorted, share))).toEqual([10, 18, 19, 20]);
    expect(rankOf([7], 0.5)).toBe(7);
    expect(rankOf([], 0.5)).toBeUndefined();
  });

  it('count only phases that were completed, in the order in which connections go through them', () => {
    const trace = createTrace().page('p1');
    registers(trace.open('spare'), 'spare');
    shakesHands(trace.open('whole'), 'whole');
    trace.open('refused').says('refused', 'out', { kind: 'communication-request' }).wait(9000);
    trace.close('refused', 'Close called: No listening connection for the specified publicKey.');
    const spreads = phaseSpreads(trace.model.connections());
    expect(spreads.map(({ phase, n }) => [phase, n])).toEqual([
      ['connect', 3],
      ['register', 1],
      ['discovery', 1],
      ['encryption', 1],
    ]);
    expect(spreads[0]).toMatchObject({ p50: 5, p95: 5, max: 5, over: 0, budgetMs: 2000 });
    expect(spreads[2]).not.toHaveProperty('budgetMs');
  });

  it('are told of each transport and each peer apart where there are several', () => {
    const trace = createTrace();
    synchronises(trace, 'ws1').closes('ws1', 'Close called.');
    expect(spreadGroups(trace.model.connections()).map(({ title }) => title)).toEqual(['All handshakes']);
    shakesHands(trace.open('rtc1', { transport: 'webrtc', url: 'webrtc:chum' }), 'rtc1', KEY.server);
    const groups = spreadGroups(trace.model.connections());
    expect(groups.map(({ title }) => title)).toEqual([
      'All handshakes',
      'WebSocket · direct',
      'WebRTC data channel',
      'bob@example.test',
      expect.stringMatching(/^peer c3c3c3c3…/),
    ]);
    expect(groups.map(({ spreads }) => spreads.find(({ phase }) => phase === 'encryption')?.n)).toEqual([
      2, 1, 1, 1, 1,
    ]);
  });

  it('count what was over its budget', () => {
    const trace = createTrace().page('p1');
    trace.open('ws1').says('ws1', 'out', { kind: 'register' }).wait(1500);
    trace.says('ws1', 'in', { kind: 'authentication-success' });
    expect(phaseSpreads(trace.model.connections())[1]).toMatchObject({ phase: 'register', n: 1, over: 1 });
  });
});

describe('handshakes', () => {
  it('of a listener begin with the hand-over, not with the registration of the spare', () => {
    const trace = createTrace().page('p1');
    registers(trace.open('ws1'), 'ws1').wait(60_000);
    trace.says('ws1', 'in', { kind: 'handover' });
    trace.says('ws1', 'in', { kind: 'communication-request' }).says('ws1', 'out', { kind: 'communication-ready' });
    const [handshake] = handshakesOf(trace.model.connections());
    expect(handshake).toMatchObject({ role: 'listener', ms: 1, verdict: 'ok' });
  });

  it('are as bad as their worst phase, and locked where no key is known', async () => {
    const all = handshakesOf(modelOf(await recordsOf('keepalive-timeout'), false).connections());
    const told = Object.fromEntries(all.map(({ conn, verdict, isLocked }) => [conn, [verdict, isLocked]]));
    expect(told).toEqual({
      ws1: ['ok', false],
      ws2: ['ok', false],
      ws3: ['ok', true],
      ws4: ['ok', true],
      ws5: ['ok', true],
      ws6: ['failed', false],
      ws7: ['failed', false],
      ws8: ['ok', true],
    });
  });

  it('that never began are not listed', () => {
    const trace = createTrace()
      .page('p1')
      .push({ kind: 'close', conn: 'ws1', t: 1, code: 1006, reason: '', clean: false });
    expect(handshakesOf(trace.model.connections())).toEqual([]);
  });
});

describe('the axis of an invite', () => {
  it('is as long as the budget, and shows each wait with the connection after whose end it began', async () => {
    const { invite, connections } = await firstInvite('keepalive-timeout');
    const axis = inviteAxis(invite, connections);
    expect(axis.lengthMs).toBe(7000);
    expect(axis.waits.map(({ start, end, after }) => [Math.round(start), Math.round(end), after])).toEqual([
      [381, 5962, 'ws4'],
    ]);
    expect(axis.segments.map(({ conn, phase }) => `${conn} ${phase}`)).toEqual([
      ...['connect', 'discovery', 'encryption', 'identity', 'pairing'].map((phase) => `ws3 ${phase}`),
      ...['connect', 'discovery', 'encryption', 'identity', 'sync'].map((phase) => `ws4 ${phase}`),
      ...['connect', 'discovery', 'encryption', 'identity', 'sync'].map((phase) => `ws5 ${phase}`),
    ]);
    for (const { start, end } of axis.segments) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(invite.ms);
      expect(end).toBeGreaterThanOrEqual(start);
    }
  });

  it('tells a wait that the peer’s dial ended from one for a dial of this page', async () => {
    const dialled = await firstInvite('happy-browser-dials');
    expect(inviteAxis(dialled.invite, dialled.connections).waits).toMatchObject([{ after: 'ws4', isDialled: true }]);
    const dials = await firstInvite('keepalive-timeout');
    expect(inviteAxis(dials.invite, dials.connections).waits[0]).not.toHaveProperty('isDialled');
  });

  it('grows with an invite that took longer than its budget', async () => {
    const { invite, connections } = await firstInvite('direct-no-commserver');
    expect(inviteAxis(invite, connections).lengthMs).toBe(10_000);
  });

  it('draws the budget where it runs out without the waits before it', () => {
    const invite: InviteReport = {
      ...{ start: 500, end: 2500, ms: 2000, waitMs: 400, countedMs: 1600, budgetMs: 1000 },
      ...{ verdict: 'slow', overdue: false, conns: [], evidence: [] },
      waits: [
        { start: 600, end: 900 },
        { start: 2300, end: 2400 },
      ],
    };
    expect(inviteAxis(invite, [])).toMatchObject({ lengthMs: 2000, budgetAtMs: 1300, segments: [] });
    expect(inviteAxis({ ...invite, waits: [] }, []).budgetAtMs).toBe(1000);
    expect(inviteAxis({ ...invite, waits: [{ start: 600, end: 2500 }] }, []).budgetAtMs).toBeUndefined();
  });

  it('has lengths that read well', () => {
    expect([0, 30, 1, 7000, 7001, 12_000, 900].map(axisLength)).toEqual([1, 30, 1, 7000, 10_000, 15_000, 1000]);
  });

  it('knows which connection ended last before a moment', async () => {
    const { connections } = await firstInvite('keepalive-timeout');
    const at = (conn: string) => connections.find((each) => each.conn === conn)?.ended ?? NaN;
    expect(endedBefore(at('ws4'), connections)?.conn).toBe('ws4');
    expect(endedBefore(at('ws4') - 1, connections)?.conn).toBe('ws3');
    expect(endedBefore(0, connections)).toBeUndefined();
  });
});

describe('the steps of an invite', () => {
  it('stand in wire order with the numbers of the procedure, against their own budgets', async () => {
    const { invite, connections } = await firstInvite('keepalive-timeout');
    const steps = inviteSteps(invite, connections);
    expect(steps.map(({ number, phase, verdict, budgetMs }) => [number, phase, verdict, budgetMs])).toEqual([
      [1, undefined, undefined, undefined],
      [3, 'connect', 'ok', 2000],
      [2, 'discovery', 'ok', undefined],
      [5, 'encryption', 'ok', 500],
      [4, 'identity', 'ok', 1000],
      [6, 'pairing', 'ok', 3000],
      [7, 'sync', 'redial', undefined],
    ]);
    expect(steps.map(({ messages, expectedMessages }) => [messages, expectedMessages])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      [2, '3–5'],
      [2, '2–4'],
      [12, '4–6'],
      [3, '4–8'],
      [20, '10–50'],
    ]);
    const last = steps.at(-1);
    expect(last?.conn).toBe('ws5');
    expect(last?.waits).toHaveLength(1);
    expect((last?.start ?? 0) + (last?.ms ?? 0)).toBe(invite.end);
  });

  it('that were not reached have no time and no verdict', () => {
    const trace = createTrace().page('p1');
    shakesHands(trace.open('ws1'), 'ws1').says('ws1', 'out', { kind: 'pairing-token', length: 64 });
    const [invite] = trace.model.invites();
    const steps = inviteSteps(invite!, trace.model.connections());
    expect(steps.map(({ number, verdict }) => [number, verdict])).toEqual([
      [1, undefined],
      [3, 'ok'],
      [2, 'ok'],
      [5, 'ok'],
      [4, undefined],
      [6, 'open'],
      [7, undefined],
    ]);
    expect(steps.at(-1)?.ms).toBeUndefined();
  });

  it('say without a wait that the connection became active in time', () => {
    const trace = createTrace().page('p1');
    pairs(trace, 'ws1');
    synchronises(trace, 'ws2');
    const [invite] = trace.model.invites();
    expect(inviteSteps(invite!, trace.model.connections()).at(-1)).toMatchObject({ verdict: 'ok', conn: 'ws2' });
  });

  it('of a locked connection end in one that cannot be told apart', async () => {
    const connections = modelOf(await recordsOf('keepalive-timeout'), false).connections();
    const steps = handshakeSteps(connections.find(({ conn }) => conn === 'ws5')!);
    expect(steps.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['Connection', 'ok'],
      ['Discovery', 'ok'],
      ['Encryption', 'ok'],
      ['After encryption', undefined],
    ]);
  });
});

describe('where the time of an invite went', () => {
  it('is told with the connection and the finding that began the longest wait', async () => {
    const { invite, connections, findings } = await firstInvite('keepalive-timeout');
    const remark = waitRemark(invite, connections, findings);
    expect(remark).toMatchObject({ waits: 1, after: 'ws4', finding: { code: 'peer.unknown', conn: 'ws4' } });
    expect(remark?.share).toBeCloseTo(0.92, 2);
  });

  it('is not told where it was not waiting', async () => {
    const { invite, connections, findings } = await firstInvite('happy-browser-dials');
    expect(invite.waitMs).toBeGreaterThan(0);
    expect(waitRemark(invite, connections, findings)).toBeUndefined();
  });
});
