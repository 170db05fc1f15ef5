import { describe, expect, it } from 'vitest';
import { handshakeOf } from '../../../../src/core/report/handshakes.ts';
import { inviteSteps } from '../../../../src/core/report/invite-steps.ts';
import { phaseSpreads } from '../../../../src/core/report/phase-spread.ts';
import { axisTicks } from '../../../../src/devtools/state/handshakes/axis-ticks.ts';
import { subjectsOf } from '../../../../src/devtools/state/handshakes/handshake-view.ts';
import {
  handshakeVerdict,
  inviteBadge,
  stepVerdict,
  waitLabel,
} from '../../../../src/devtools/state/handshakes/handshake-words.ts';
import { BUDGET_AT, stepTrack } from '../../../../src/devtools/state/handshakes/step-track.ts';
import { modelOf, recordsOf } from '../../../core/report/read-recording.ts';

const model = modelOf(await recordsOf('keepalive-timeout'));
const connections = model.connections();
const invites = model.invites();
const subjects = (...scope: string[]) =>
  subjectsOf(connections, invites, scope.length > 0 ? new Set(scope) : undefined).map(({ title }) => title);

describe('what the upper half is about', () => {
  it('is the invite where everything is in scope, or something that belongs to it', () => {
    expect(subjects()).toEqual([expect.stringMatching(/^Invite \d\d:\d\d:\d\d · node@example.test$/)]);
    expect(subjects('ws4', 'ws8')).toHaveLength(1);
  });

  it('is the pairing’s invite before its own handshake, and another connection’s handshake before its invite', () => {
    expect(subjects('ws3').map((title) => title.split(' ')[0])).toEqual(['Invite', 'Handshake']);
    expect(subjects('ws5').map((title) => title.split(' ')[0])).toEqual(['Handshake', 'Invite']);
  });

  it('is the latest handshake where no invite is in scope', () => {
    expect(subjects('ws7', 'ws8')).toEqual(['Handshake of ws8 · dialer · node@example.test']);
    expect(subjects('none')).toEqual([]);
  });
});

describe('how a handshake came out', () => {
  const outcomes = async (capture: Parameters<typeof recordsOf>[0]) =>
    Object.fromEntries(
      modelOf(await recordsOf(capture))
        .connections()
        .flatMap((connection) => {
          const handshake = handshakeOf(connection);
          return handshake ? [[connection.conn, handshakeVerdict(handshake, connection).word]] : [];
        }),
    );

  it('is a failure where the connection failed before anything worked, however quick its phases were', async () => {
    const { ws2, ws10, ws13 } = await outcomes('auth-failures');
    expect({ ws2, ws10, ws13 }).toEqual({ ws2: 'in time', ws10: 'refused', ws13: 'failed' });
  });

  it('is in time where the connection failed long after', async () => {
    expect((await outcomes('keepalive-timeout')).ws5).toBe('in time');
  });
});

describe('a step on its track', () => {
  const spreads = new Map(phaseSpreads(connections).map((spread) => [spread.phase, spread]));
  const tracks = inviteSteps(invites[0]!, connections).map((step) => ({
    step,
    track: stepTrack(step, step.phase && spreads.get(step.phase)),
  }));
  const trackOf = (name: string) => tracks.find(({ step }) => step.name === name)!.track;

  it('is a share of its own budget', () => {
    expect(trackOf('Encryption')?.bar?.width).toBeCloseTo((15 / 500) * BUDGET_AT, 3);
    expect(trackOf('Encryption')).toMatchObject({ hasBudget: true, isCut: false });
  });

  it('is drawn against the slowest of the session where it has no budget', () => {
    expect(trackOf('Discovery')).toMatchObject({ hasBudget: false });
    expect(trackOf('Discovery')?.p95).toBeCloseTo(BUDGET_AT, 5);
  });

  it('shows the wait in front of what came after it', () => {
    const track = trackOf('Connection active');
    expect(track?.waits).toHaveLength(1);
    const [wait] = track?.waits ?? [];
    expect(track?.bar?.left).toBeCloseTo((wait?.left ?? 0) + (wait?.width ?? 0), 5);
  });

  it('is cut where it took much longer, and is nothing where it was not reached', () => {
    const slow = tracks.find(({ step }) => step.name === 'Encryption')!.step;
    expect(stepTrack({ ...slow, ms: 5000 }, undefined)).toMatchObject({ isCut: true, bar: { left: 0, width: 1 } });
    expect(trackOf('Invite')).toBeUndefined();
  });
});

describe('words', () => {
  it('of an invite count its time without the waits', () => {
    expect(inviteBadge(invites[0]!)).toEqual({ glyph: 'check', word: '454 ms of 7 s', tone: 'good' });
    expect(inviteBadge({ ...invites[0]!, overdue: true, verdict: 'open', ms: 16_000 }).word).toBe(
      'overdue, 16.0 s and not finished',
    );
  });

  it('of a verdict are those of the interface', () => {
    const [step] = inviteSteps(invites[0]!, connections);
    const words = (['ok', 'slow', 'failed', 'open', 'redial'] as const).map(
      (verdict) => stepVerdict({ ...step!, verdict }).word,
    );
    expect(words).toEqual(['in time', 'slow', 'failed', 'open', 'redial']);
  });

  it('on the longest wait stand where they have room', () => {
    const axis = { lengthMs: 100, budgetAtMs: undefined, segments: [] };
    expect(waitLabel({ ...axis, waits: [{ start: 10, end: 80, after: 'ws4' }] })).toMatchObject({ side: 'within' });
    expect(waitLabel({ ...axis, waits: [{ start: 10, end: 20 }] })).toMatchObject({ side: 'after', at: 0.2 });
    const segments = [{ conn: 'ws1', phase: 'sync' as const, start: 20, end: 40 }];
    expect(waitLabel({ ...axis, segments, waits: [{ start: 10, end: 20 }] })).toMatchObject({ side: 'after', at: 0.4 });
    expect(waitLabel({ ...axis, waits: [{ start: 85, end: 95 }] })).toMatchObject({ side: 'before', at: 0.85 });
    expect(waitLabel({ ...axis, waits: [] })).toBeUndefined();
  });

  it('of an axis are whole numbers', () => {
    expect(axisTicks(7000).map(({ text }) => text)).toEqual(['0', '1 s', '2 s', '3 s', '4 s', '5 s', '6 s', '7 s']);
    expect(axisTicks(150).map(({ text }) => text)).toEqual(['0', '50 ms', '100 ms', '150 ms']);
  });
});
