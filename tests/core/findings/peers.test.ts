import { describe, expect, it } from 'vitest';
import {
  answers,
  asks,
  createTrace,
  introduces,
  KEY,
  pairs,
  shakesHands,
  synchronises,
  type TraceFactory,
} from '../model/trace-factory.ts';
import { codesOf, found } from './found.ts';

const UNKNOWN = 'Close called: Error: Unable to start chum because you are unknown';

describe('peer.unknown', () => {
  it('is for information within 10 s of a pairing with the same person', () => {
    const trace = introduces(shakesHands(pairs(createTrace(), 'ws1').open('ws2'), 'ws2'), 'ws2').close('ws2', UNKNOWN);
    expect(found(trace, 'peer.unknown').severity).toBe('info');
  });

  it('is for information where only the key tells that it is the same peer', () => {
    const trace = shakesHands(pairs(createTrace(), 'ws1').open('ws2'), 'ws2').close('ws2', UNKNOWN);
    expect(found(trace, 'peer.unknown').severity).toBe('info');
  });

  it('is a warning later, with another peer, or before the pairing', () => {
    const late = shakesHands(pairs(createTrace(), 'ws1').wait(11_000).open('ws2'), 'ws2').close('ws2', UNKNOWN);
    expect(found(late, 'peer.unknown').severity).toBe('warning');
    const other = shakesHands(pairs(createTrace(), 'ws1').open('ws2'), 'ws2', KEY.server).close('ws2', UNKNOWN);
    expect(found(other, 'peer.unknown').severity).toBe('warning');
    const before = pairs(shakesHands(createTrace().open('ws2'), 'ws2').close('ws2', UNKNOWN), 'ws1');
    expect(found(before, 'peer.unknown').severity).toBe('warning');
  });
});

describe('pairing', () => {
  const begun = (): TraceFactory =>
    introduces(shakesHands(createTrace().open('ws1'), 'ws1'), 'ws1', 'pairing').says('ws1', 'out', {
      kind: 'pairing-token',
      length: 64,
    });

  it('that neither finished nor failed is incomplete after 5 s, or at the end', () => {
    expect(codesOf(begun().wait(4_900).note('tick'))).toEqual([]);
    expect(codesOf(begun().wait(5_000).note('tick'))).toEqual(['pairing.incomplete']);
    const ended = begun().close('ws1', '');
    expect(codesOf(ended)).toEqual(['pairing.incomplete', 'peer.disappeared']);
    expect(found(ended, 'pairing.incomplete').causedBy).toBe('peer.disappeared');
  });

  it('that failed is not incomplete as well', () => {
    expect(codesOf(begun().close('ws1', 'Close called: Error: Authentication token is not existing.'))).toEqual([
      'pairing.token-unknown',
    ]);
  });

  it('with an invitation seen here says how old it is at least', () => {
    const trace = createTrace()
      .note(JSON.stringify({ host: 'comm', publicKey: KEY.theirs, tokenLength: 64 }), 'invite')
      .wait(90_000);
    introduces(shakesHands(trace.open('ws1'), 'ws1'), 'ws1', 'pairing').says('ws1', 'out', {
      kind: 'pairing-token',
      length: 64,
    });
    trace.close('ws1', 'Close called: Error: Authentication token is not existing.');
    expect(codesOf(trace)).toEqual(['pairing.invite-expired']);
    expect(found(trace, 'pairing.invite-expired').title).toContain('at least 90.0\u00a0s old');
  });

  it('with an invitation that was used before is a used token', () => {
    const trace = createTrace().note(JSON.stringify({ publicKey: KEY.theirs }), 'invite');
    pairs(trace, 'ws1').closes('ws1', 'Close called.');
    introduces(shakesHands(trace.open('ws2'), 'ws2'), 'ws2', 'pairing').close(
      'ws2',
      'Close called: Error: Authentication token is not existing.',
    );
    expect(codesOf(trace)).toContain('pairing.token-unknown');
  });

  it('says that an invitation cannot be read', () => {
    const trace = createTrace().note(JSON.stringify({ problem: 'no token in it' }), 'invite');
    expect(found(trace, 'pairing.invite-malformed').title).toContain('no token in it');
  });
});

describe('requests', () => {
  it('are unanswered after 10 s, not before, and not when they were answered', () => {
    const trace = asks(synchronises(createTrace(), 'ws1'), 'ws1', 'out', 4, 6).wait(9_999).note('tick');
    expect(codesOf(trace)).toEqual([]);
    expect(codesOf(trace.wait(1).note('tick'))).toEqual(['chum.request-unanswered']);
    expect(codesOf(answers(trace, 'ws1', 'in', 4, 6))).toEqual([]);
  });

  it('are unanswered at once when the connection ends, and say what ended it', () => {
    const trace = asks(synchronises(createTrace(), 'ws1'), 'ws1', 'in', 4, 6).close('ws1', '');
    expect(found(trace, 'chum.request-unanswered')).toMatchObject({
      causedBy: 'peer.disappeared',
      evidence: [
        { conn: 'ws1', seq: 18 },
        { conn: 'ws1', record: 'close' },
      ],
    });
  });

  it('whose stream is still coming are not unanswered', () => {
    const trace = asks(synchronises(createTrace(), 'ws1'), 'ws1', 'out', 4, 8);
    for (let n = 0; n < 5; n++) trace.wait(6_000).says('ws1', 'in', { kind: 'blob', id: 4, bytes: 65_536 });
    expect(codesOf(trace)).toEqual([]);
  });

  it('go down with a page that is reloaded, without a fault of anyone', () => {
    const trace = asks(synchronises(createTrace().page('p1'), 'ws1'), 'ws1', 'out', 4, 6)
      .wait(50)
      .page('p2');
    expect(codesOf(trace)).toEqual(['realm.gone']);
  });

  it('number 0 that the other side went past was lost in the start race', () => {
    const trace = asks(synchronises(createTrace(), 'ws1'), 'ws1', 'out', 0, 1);
    asks(trace, 'ws1', 'in', 0, 1);
    answers(trace, 'ws1', 'out', 0, 1);
    expect(codesOf(trace)).toEqual([]);
    asks(trace, 'ws1', 'in', 1, 2);
    expect(codesOf(trace)).toEqual(['chum.start-race']);
    answers(trace, 'ws1', 'out', 1, 2).wait(10_000).note('tick');
    expect(found(trace, 'chum.request-unanswered').causedBy).toBe('chum.start-race');
  });

  it('that met a side which did not serve yet are the same race', () => {
    const trace = asks(synchronises(createTrace(), 'ws1'), 'ws1', 'out', 0, 1);
    trace.says('ws1', 'in', { kind: 'rpc-error', id: 0, code: 'UNKNOWN-SERVICE', message: 'Not a function' });
    expect(found(trace, 'chum.start-race').severity).toBe('warning');
  });

  it('for what is not shared are counted in one warning', () => {
    const trace = synchronises(createTrace(), 'ws1');
    for (const id of [1, 2, 3]) {
      asks(trace, 'ws1', 'out', id, 6);
      trace.says('ws1', 'in', { kind: 'rpc-error', id, code: 'CES-GO1', message: 'CES-GO1: Unauthorized, obj 12' });
    }
    expect(found(trace, 'chum.unauthorized')).toMatchObject({ severity: 'warning', count: 3 });
  });
});

it('versions of CHUM that differ are proven by both answers', () => {
  const trace = synchronises(createTrace(), 'ws1')
    .says('ws1', 'in', { kind: 'protocol-version', version: 7 })
    .says('ws1', 'out', { kind: 'protocol-version', version: 8 });
  expect(found(trace, 'chum.version-mismatch').evidence).toEqual([
    { conn: 'ws1', seq: 18 },
    { conn: 'ws1', seq: 19 },
  ]);
  const alike = synchronises(createTrace(), 'ws1')
    .says('ws1', 'in', { kind: 'protocol-version', version: 8 })
    .says('ws1', 'out', { kind: 'protocol-version', version: 8 });
  expect(codesOf(alike)).toEqual([]);
});

describe("the seed document's sign-in", () => {
  const begun = (): TraceFactory =>
    createTrace()
      .open('ws1')
      .says('ws1', 'out', { kind: 'seed', type: 'auth' })
      .says('ws1', 'in', { kind: 'seed', type: 'challenge' });

  it('is unanswered after 5 s, and failed where the other side closes after the challenge', () => {
    expect(codesOf(begun().wait(5_000).note('tick'))).toEqual(['comm.unanswered']);
    expect(codesOf(begun().close('ws1', 'denied'))).toEqual(['comm.auth-failed']);
  });

  it('that succeeds shows nothing', () => {
    const trace = begun()
      .says('ws1', 'out', { kind: 'seed', type: 'response' })
      .says('ws1', 'in', { kind: 'seed', type: 'auth_success' });
    expect(codesOf(trace.wait(60_000).note('tick'))).toEqual([]);
  });
});
