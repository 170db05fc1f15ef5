import { describe, expect, it } from 'vitest';
import {
  createTrace,
  introduces,
  pairs,
  registers,
  shakesHands,
  synchronises,
  type TraceFactory,
} from '../model/trace-factory.ts';
import { codesOf, found } from './found.ts';

const dial = (): TraceFactory =>
  createTrace()
    .open('ws1')
    .says('ws1', 'out', { kind: 'communication-request', source: 'a1'.repeat(32), target: 'b2'.repeat(32) });
const spare = (): TraceFactory => registers(createTrace().open('ws1'), 'ws1');
const peers = (): TraceFactory => introduces(shakesHands(createTrace().open('ws1'), 'ws1'), 'ws1');

describe('a connection that ended', () => {
  it.each([
    ['comm.target-not-registered', dial, 'Close called: No listening connection for the specified publicKey.'],
    [
      'comm.stale-spare',
      dial,
      'Close called: No listening connection for the specified publicKey. This error should never happen!',
    ],
    ['comm.stale-spare', dial, 'Close called: This connection is closed. It will never be opened again.'],
    ['comm.ping-timeout', spare, 'Terminate called: Ping: Connection timed out'],
    ['comm.gone', spare, 'Close called.'],
    ['peer.go-away', peers, 'Close called: I do not want to communicate with you. Go Away!'],
    ['peer.unknown', peers, 'Close called: Error: Unable to start chum because you are unknown'],
    ['peer.group-unsupported', peers, 'Close called: Error: ConnectionRoutesGroupName x not supported'],
    ['peer.disappeared', peers, ''],
    ['pairing.token-unknown', peers, 'Close called: Error: Authentication token is not existing.'],
    [
      'pairing.token-wrong-person',
      peers,
      'Close called: Error: The authentication token was not generated for the requested person.',
    ],
    ['connection.duplicate-dropped', peers, 'Close called: Duplicate connection - dropped new connection'],
    ['connection.replaced', peers, 'Close called: New connection replaced old one'],
    ['route.stopped', peers, 'Close called: Corresponding route was stopped'],
    ['route.disabled', peers, 'Close called: Route is disabled'],
    ['keepalive.timeout', peers, 'Terminate called: Keepalive: No lifesign of the other side'],
    ['encryption.text-frame', peers, 'Close called: Incoming encrypted message is a string, it needs to be binary'],
    ['encryption.frame-damaged', peers, 'Close called: Decryption of message failed.'],
    [
      'fragmentation.violation',
      peers,
      'Close called: Already processing string message. fragmentation_start_string message not allowed.',
    ],
    ['queue.full', peers, 'Close called: Queue is full, it reached its maximum length of 10'],
    [
      'chum.version-mismatch',
      peers,
      'Close called: Chum ended [4] with error: Error: CS-MISMATCH: [4] Chum protocol mismatch, local: 8, remote: 7',
    ],
    ['chum.handler-error', peers, 'Close called: onMsgHandler error: RangeError: Invalid typed array length: 1'],
  ])('shows %s and nothing else', (code, setUp, reason) => {
    const trace = setUp().close('ws1', reason);
    expect(codesOf(trace)).toEqual([code]);
    expect(found(trace, code).evidence).toContainEqual({ conn: 'ws1', record: 'close', t: trace.now() });
  });

  it('in order shows nothing', () => {
    expect(codesOf(peers().closes('ws1', 'Close called.'))).toEqual([]);
    expect(codesOf(spare().closes('ws1', 'Close called.'))).toEqual([]);
    expect(codesOf(pairs(createTrace(), 'ws1').closes('ws1', 'Close called.'))).toEqual([]);
  });

  it('in order shows nothing on a data channel either, which never carries a reason', () => {
    const channel = shakesHands(createTrace().open('rtc1', { transport: 'webrtc' }), 'rtc1');
    expect(codesOf(channel.close('rtc1', '', 1000))).not.toContain('peer.disappeared');
  });

  it('by 1006 is a server that went away for a spare, and a peer that disappeared on a direct line', () => {
    expect(codesOf(spare().close('ws1', '', 1006))).toEqual(['comm.gone']);
    expect(codesOf(peers().close('ws1', '', 1006))).toEqual(['peer.disappeared']);
  });

  it('under a relay by 1006 is the server as well, for every socket of it', () => {
    const trace = synchronises(spare(), 'ws2').close('ws2', '', 1006).wait(1).close('ws1', '', 1006);
    expect(trace.model.findings().map(({ code, conn }) => `${conn} ${code}`)).toEqual([
      'ws2 comm.gone',
      'ws1 comm.gone',
    ]);
  });

  it('by 1006 before anyone answered is only abnormal', () => {
    expect(codesOf(dial().close('ws1', '', 1006))).toContain('close.abnormal');
  });

  it('names who went silent and for how long', () => {
    const trace = peers().wait(25_000).closes('ws1', 'Terminate called: Keepalive: No lifesign of the other side');
    expect(found(trace, 'keepalive.timeout').title).toBe(
      'bob@example.test went silent for 25.0\u00a0s, so this page closed ws1',
    );
  });
});

describe('registration', () => {
  const asked = (): TraceFactory =>
    createTrace()
      .open('ws1')
      .says('ws1', 'out', { kind: 'register' })
      .says('ws1', 'in', { kind: 'authentication-request' });

  it('fails at the proof, whichever side notices', () => {
    expect(
      codesOf(asked().closes('ws1', 'Close called: Error: CYENC-SYMDEC: Decryption with symmetric key failed')),
    ).toEqual(['comm.auth-failed']);
    const answered = asked().says('ws1', 'out', { kind: 'authentication-response' });
    expect(codesOf(answered.close('ws1', 'Close called: Client authentication failed.'))).toEqual(['comm.auth-failed']);
  });

  it('refused for its form is a protocol error', () => {
    expect(codesOf(asked().close('ws1', 'Close called: CYENC-ENSPUB: Data is not a public key'))).toEqual([
      'comm.protocol-error',
    ]);
  });

  it('that the server leaves unanswered is reported after 5 s and not before', () => {
    const trace = asked().wait(4_900).note('tick');
    expect(codesOf(trace)).toEqual([]);
    expect(codesOf(trace.wait(100).note('tick'))).toEqual(['comm.unanswered']);
  });
});

describe('reaching the other end', () => {
  it('that never opens is unreachable', () => {
    const trace = createTrace().open('ws1', { up: false }).wait(20).close('ws1', '', 1006);
    expect(codesOf(trace)).toEqual(['comm.unreachable']);
  });

  it('is given 5 s while nothing is heard of it', () => {
    const trace = createTrace().open('ws1', { up: false }).wait(4_999).note('tick');
    expect(codesOf(trace)).toEqual([]);
    expect(codesOf(trace.wait(1).note('tick'))).toEqual(['comm.unreachable']);
  });

  it('that the page itself stopped is no failure', () => {
    expect(codesOf(createTrace().open('ws1', { up: false }).call('ws1').wait(1).close('ws1', '', 1006))).toEqual([]);
  });

  it('is blocked where the browser says so, with or without a connection to name', () => {
    const message = "Refused to connect to 'wss://x' because it violates the document's Content Security Policy.";
    const named = createTrace().open('ws1', { up: false });
    named.push({ kind: 'error', conn: 'ws1', t: named.now(), message }).close('ws1', '', 1006);
    expect(codesOf(named)).toEqual(['comm.blocked']);
    const unnamed = createTrace();
    unnamed.push({ kind: 'error', t: unnamed.now(), message });
    expect(found(unnamed, 'comm.blocked').evidence).toEqual([{ record: 'error', t: unnamed.now() }]);
  });
});

describe('the handshake', () => {
  it.each([
    ['request', () => dial()],
    ['ready', () => dial().says('ws1', 'in', { kind: 'communication-ready' })],
    [
      'key frame',
      () =>
        dial().says('ws1', 'in', { kind: 'communication-ready' }).says('ws1', 'out', { kind: 'key-frame', ordinal: 1 }),
    ],
  ])('stalls at an unanswered %s after 5 s of silence, not before', (_, setUp) => {
    const trace = setUp().wait(4_999).note('tick');
    expect(codesOf(trace)).toEqual([]);
    expect(codesOf(trace.wait(1).note('tick'))).toEqual(['handshake.stalled']);
  });

  it('stalls at its end as well, and the close says why only where it has a reason', () => {
    expect(codesOf(dial().wait(100).close('ws1', ''))).toEqual(['handshake.stalled']);
    expect(
      codesOf(
        dial().wait(100).close('ws1', 'Close called: Error: We do not accept connections for this target public key'),
      ),
    ).toEqual(['handshake.refused-target']);
  });

  it('that this page gives up at once is no stall', () => {
    expect(codesOf(dial().wait(100).closes('ws1', 'Close called.'))).toEqual([]);
  });

  it('does not stall where it succeeds late', () => {
    const trace = dial().wait(8_000).says('ws1', 'in', { kind: 'communication-ready' });
    expect(codesOf(trace)).toEqual([]);
  });

  it('fails at a key frame that one side cannot open', () => {
    const keyed = dial()
      .says('ws1', 'in', { kind: 'communication-ready' })
      .says('ws1', 'out', { kind: 'key-frame', ordinal: 1 });
    const trace = keyed.close('ws1', 'Close called: Error: CYENC-SYMDEC: Decryption with symmetric key failed');
    expect(codesOf(trace)).toEqual(['handshake.key-mismatch']);
    expect(found(trace, 'handshake.key-mismatch').evidence).toContainEqual({ conn: 'ws1', seq: 2 });
  });
});

describe('the exchange of identities', () => {
  const begun = (): TraceFactory =>
    shakesHands(createTrace().open('ws1'), 'ws1')
      .says('ws1', 'out', { kind: 'group', name: 'chum' })
      .says('ws1', 'in', { kind: 'sync' });

  it('that stops half-way is reported while keepalives keep the connection open', () => {
    const trace = begun().wait(3_000).says('ws1', 'in', { kind: 'keepalive' }).wait(1_990).note('tick');
    expect(codesOf(trace)).toEqual([]);
    expect(codesOf(trace.wait(10).note('tick'))).toEqual(['identity.stalled']);
    expect(found(trace, 'identity.stalled').title).toContain('`person_id_object` from the peer');
  });

  it('fails where the library closes without a reason during the person check', () => {
    const trace = begun()
      .says('ws1', 'in', { kind: 'person', id: 'p', email: 'bob@example.test' })
      .says('ws1', 'in', { kind: 'person-challenge', step: 1 })
      .says('ws1', 'out', { kind: 'person-response', step: 2 });
    expect(codesOf(trace.close('ws1', 'Close called.'))).toEqual(['identity.failed']);
  });

  it('fails at keys or an instance of another person, though nobody closes', () => {
    const keys = begun()
      .says('ws1', 'in', { kind: 'person', id: 'p', email: 'b@x' })
      .says('ws1', 'in', { kind: 'keys', owner: 'q' });
    expect(codesOf(keys.wait(9_000).note('tick'))).toEqual(['identity.failed']);
    const instance = begun()
      .says('ws1', 'in', { kind: 'person', id: 'p', email: 'b@x' })
      .says('ws1', 'in', { kind: 'instance', id: 'i', name: 'n', owner: 'q' });
    expect(codesOf(instance)).toEqual(['identity.failed']);
  });
});
