import { describe, expect, it } from 'vitest';
import { inviteSteps } from '../../../src/core/report/invite-steps.ts';
import { KEY, createTrace, type TraceFactory } from './trace-factory.ts';

const SEEN = JSON.stringify({
  how: 'opened',
  host: 'comm.example.test',
  publicKey: KEY.theirs,
  tokenLength: 64,
  hash: 'ab',
});

const seen = (note = SEEN): TraceFactory => createTrace().page('p1').note(note, 'invite');

describe('an invitation that was seen', () => {
  it('is an open invite before any dial', () => {
    const trace = seen().wait(4_000).note('online', 'online');
    expect(trace.model.invites()).toMatchObject([
      { verdict: 'open', overdue: false, conns: [], host: 'comm.example.test', countedMs: 0 },
    ]);
  });

  it('is overdue when nothing has followed for 15 s, although nothing is recorded meanwhile', () => {
    const { model, now } = seen();
    model.clock(now() + 15_001);
    expect(model.invites()).toMatchObject([{ verdict: 'open', overdue: true }]);
  });

  it('is one invite, however often it is opened', () => {
    expect(seen().note(SEEN, 'invite').model.invites()).toHaveLength(1);
  });

  it('that cannot be used has failed, with the reason in its first step', () => {
    const [invite] = seen(JSON.stringify({ how: 'pasted', problem: 'has no token' })).model.invites();
    expect(invite).toMatchObject({ verdict: 'failed', overdue: false, problem: 'has no token' });
    expect(invite && inviteSteps(invite, [])[0]).toMatchObject({
      number: 1,
      verdict: 'failed',
      meaning: 'has no token',
    });
  });

  it('becomes the first step of the pairing that follows it', () => {
    const trace = seen().wait(700).open('ws1');
    trace.says('ws1', 'out', { kind: 'communication-request', target: KEY.theirs, source: KEY.mine });
    trace.says('ws1', 'out', { kind: 'pairing-token', length: 64 });
    const invites = trace.model.invites();
    expect(invites).toHaveLength(1);
    expect(invites[0]?.conns).toEqual(['ws1']);
    expect(invites[0]?.seenAtLeastMs).toBeGreaterThanOrEqual(700);
  });
});
