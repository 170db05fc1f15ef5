import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCloseReason } from '../../../src/core/model/close-reason.ts';
import { redactError } from '../../../src/core/redact/redact-error.ts';
import { redactNoteText } from '../../../src/core/redact/redact-note.ts';
import { redactReason } from '../../../src/core/redact/redact-reason.ts';
import { createStandIns } from '../../../src/core/redact/stand-ins.ts';
import type { Mask } from '../../../src/core/redact/mask.ts';

const ID = '9861d52f0e4c47ab8cf1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d58031';
const standIns = createStandIns(new Uint8Array(32).fill(7));
const mask: Mask = { level: 'shapes', standIns };
const reason = (text: string): string => redactReason(1000, text, mask);

describe('the reason of a close', () => {
  it.each([
    'Close called.',
    '',
    'Close called: Corresponding route was stopped',
    'Terminate called: Keepalive: No lifesign of the other side',
    'Close called: Error: Unable to start chum because you are unknown',
    'Close called: Chum ended [12] normally. Error count 3',
    'Close called: Queue is full, it reached its maximum length of 10',
    "Close called: Error: Received unexpected type 'ping'. Expected type 'communication_ready'.",
    'Close called: onMsgHandler error: RangeError: Invalid typed array length: 1',
    'Closed by relay: Close called: No listening connection for the specified publicKey.',
  ])('stays where it is known: %s', (text) => {
    expect(reason(text)).toBe(text);
  });

  it.each([
    ['Close called: Meet me at nine', 'Close called: ‹text, 15 characters›'],
    ['Close called: Error: no', 'Close called: Error: ‹text, 2 characters›'],
    [
      "Received unexpected type 'my secret'. Expected type 'ping'.",
      "Received unexpected type '‹text, 9 characters›'. Expected type 'ping'.",
    ],
    [
      'Received message that does not conform to JSON: SyntaxError: Unexpected token s, "secret" is not valid',
      'Received message that does not conform to JSON: ‹text, 54 characters›',
    ],
    [
      'Close called: Error: ConnectionRoutesGroupName family not supported',
      'Close called: Error: ConnectionRoutesGroupName ‹text, 6 characters› not supported',
    ],
    [
      'Chum ended [4] with error: Error: no such file /home/alice',
      'Chum ended [4] with error: Error: ‹text, 24 characters›',
    ],
    [`Failed to load keys object for person ${ID}`, `Failed to load keys object for person ${standIns.hex(ID)}`],
  ])('is masked where it varies or is not known: %s', (text, masked) => {
    expect(reason(text)).toBe(masked);
  });

  it('is known as well where 123 bytes cut it', () => {
    const whole =
      'Close called: Could not find a OneInstanceEndpoint for you. This seems like a programming error or you were removed from contacts';
    expect(reason(whole.slice(0, 123))).toBe(`${whole.slice(0, 123)}…`);
    expect(reason(`${whole.slice(0, 123)}…`)).toBe(`${whole.slice(0, 123)}…`);
  });

  it('is not known for being long', () => {
    expect(reason('a long story '.repeat(9))).toBe('‹text, 117 characters›');
    expect(reason('a longer story '.repeat(8))).toBe('‹text, 120 characters›');
  });

  const PIECES = [
    'Close called: ',
    'Terminate called: ',
    'Closed by relay: ',
    'Error: ',
    'Error',
    'Pong: Connection timed out',
    'Duplicate connection',
    'this should never happen',
    'authentication token was not generated for',
    'ConnectionRoutesGroupName ',
    'Chum ended [x] with error',
    'Debug protocol "mine" finished',
    'CYENC-ENSPUB',
    'OneInstanceEndpoint',
    'not a string message',
    'protocol mismatch',
    'Stopped by user',
    'Received ',
    'secret',
    '…',
    '‹text, 4 characters›',
    ' ',
    'Grüße',
  ];
  const anyReason = fc
    .array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ maxLength: 12 })), {
      maxLength: 6,
    })
    .map((parts) => parts.join(''));

  it('reads as it did: whatever the text, it is of the same kind', () => {
    fc.assert(
      fc.property(anyReason, fc.constantFrom(1000, 1005, 1006), (text, code) => {
        const [before, after] = [readCloseReason(code, text), readCloseReason(code, redactReason(code, text, mask))];
        expect([after.kind, after.class]).toEqual([before.kind, before.class]);
      }),
      { seed: 20_261_123, numRuns: 3000 },
    );
  });

  it('masked again is the same', () => {
    fc.assert(
      fc.property(anyReason, (text) => {
        expect(reason(reason(text))).toBe(reason(text));
      }),
      { seed: 20_261_123, numRuns: 3000 },
    );
  });
});

describe('the message of an error', () => {
  it.each([
    ['could not connect', 'could not connect'],
    ['ice: failed', 'ice: failed'],
    [
      'Content Security Policy (connect-src) refuses ws://127.0.0.1:81/a',
      /^Content Security Policy \(connect-src\) refuses ws:\/\/127\.0\.0\.1:81\/~[0-9a-f]{12}$/,
    ],
    [
      'Content Security Policy (connect-src) refuses wss://alice.example.com',
      /refuses wss:\/\/host-[0-9a-f]{12}\.redacted\.invalid$/,
    ],
    ['new WebSocket: SecurityError: an insecure connection to ws://alice', 'SecurityError ‹text, 66 characters›'],
    ['anything else', '‹text, 13 characters›'],
  ])('%s', (message, masked) => {
    const redacted = redactError(message, mask);
    if (typeof masked === 'string') expect(redacted).toBe(masked);
    else expect(redacted).toMatch(masked);
    expect(redactError(redacted, mask)).toBe(redacted);
  });
});

describe('an error of the console', () => {
  it.each([
    [
      'uncaught: Error: my secret at https://host.test/a/b.js:12',
      /^uncaught: Error: ‹text, 9 characters› at https:\/\/\S+:12$/,
    ],
    ['uncaught: TypeError: Invalid typed array length: 3', /^uncaught: TypeError: Invalid typed array length: 3$/],
    ['unhandled rejection: my secret', /^unhandled rejection: ‹text, 9 characters›$/],
    ['console.error: Connection error my secret', /^console\.error: Connection error ‹text, 9 characters›$/],
  ])('leaves with what is known of it: %s', (line, masked) => {
    const once = redactNoteText('console', line, mask);
    expect(once).toMatch(masked);
    expect(once).not.toContain('host.test');
    expect(redactNoteText('console', once, mask)).toBe(once);
  });
});

describe('a line of the console', () => {
  it.each([
    ['%c Connection Lifecycle log 3: Opened connection.', '%c Connection Lifecycle log 3: Opened connection.'],
    [
      '%c Connection Lifecycle log 3: Closed connection remotely. Meet me at nine',
      '%c Connection Lifecycle log 3: Closed connection remotely. ‹text, 15 characters›',
    ],
    ['%c ChannelManager debug channel of alice', '‹text, 40 characters›'],
    ['my password is swordfish', '‹text, 24 characters›'],
  ])('%s', (line, masked) => {
    expect(redactNoteText('console', line, mask)).toBe(masked);
    expect(redactNoteText('console', masked, mask)).toBe(masked);
  });
});
