import type { CloseClass } from '../report/report.ts';

/** What the text of a close says, in one word of ours; rules and classes go by these and never look at the text. */
export type ReasonKind =
  | 'none'
  | 'plain'
  | 'malformed-message'
  | 'auth-refused'
  | 'undecryptable'
  | 'unexpected-message'
  | 'not-registered'
  | 'stale-spare'
  | 'ping-timeout'
  | 'refused-target'
  | 'go-away'
  | 'unknown-peer'
  | 'group-unsupported'
  | 'no-endpoint'
  | 'token-unknown'
  | 'token-wrong-person'
  | 'duplicate'
  | 'replaced'
  | 'route-stopped'
  | 'route-disabled'
  | 'keepalive'
  | 'damaged-frame'
  | 'text-frame'
  | 'fragmentation'
  | 'queue-full'
  | 'version-mismatch'
  | 'handler-error'
  | 'chum-error'
  | 'chum-done'
  | 'debug-done'
  | 'other';

export interface CloseReason {
  kind: ReasonKind;
  class: CloseClass;
  /** The text without the library's prefixes, as far as 123 bytes let it through. */
  text: string;
}

/** Texts of PROTOCOL §1.6, §2.9, §3.2, §4, §6.5 and §7; the first that fits counts. */
const REASONS: readonly (readonly [RegExp, ReasonKind, CloseClass])[] = [
  [/should never happen|connection is closed\. It will never be opened/i, 'stale-spare', 'refused'],
  [/^No listening connection/i, 'not-registered', 'refused'],
  [/^P[io]ng: Connection timed out/i, 'ping-timeout', 'timeout'],
  [/^Keepalive: No lifesign/i, 'keepalive', 'timeout'],
  [/^Duplicate connection/i, 'duplicate', 'duplicate'],
  [/^New connection replaced/i, 'replaced', 'replaced'],
  [/^Corresponding route was stopped|^Stopped by user|^closeConnections called/i, 'route-stopped', 'stopped'],
  [/^Route is disabled/i, 'route-disabled', 'stopped'],
  [/^Client authentication failed/i, 'auth-refused', 'refused'],
  [/^CYENC-SYMDEC/i, 'undecryptable', 'refused'],
  [
    /^CYENC-ENSPUB|does not conform to JSON|not a string message|does not match the data of a client/i,
    'malformed-message',
    'protocol',
  ],
  [/unexpected or malformed message|without a 'command' member/i, 'malformed-message', 'protocol'],
  [/do not accept connections for this target/i, 'refused-target', 'refused'],
  [/do not want to communicate with you/i, 'go-away', 'refused'],
  [/Unable to start chum because you are unknown/i, 'unknown-peer', 'refused'],
  [/ConnectionRoutesGroupName .*not supported|ConnectionRoutesGroupName /i, 'group-unsupported', 'refused'],
  [/^Authentication token is not existing/i, 'token-unknown', 'refused'],
  [/authentication token was not generated for/i, 'token-wrong-person', 'refused'],
  [/OneInstanceEndpoint|Could not find the person/i, 'no-endpoint', 'refused'],
  [/^Decryption of message failed/i, 'damaged-frame', 'protocol'],
  [/encrypted message is a string/i, 'text-frame', 'protocol'],
  [/^Currently processing|Already processing|No chunks processing|Tried to unescape/i, 'fragmentation', 'protocol'],
  [/^Queue is full/i, 'queue-full', 'protocol'],
  [/CS-MISMATCH|protocol mismatch/i, 'version-mismatch', 'protocol'],
  [/^onMsgHandler error/i, 'handler-error', 'protocol'],
  [/^Chum ended \[[^\]]*\] with error/i, 'chum-error', 'protocol'],
  [/^Chum ended/i, 'chum-done', 'done'],
  [/^Debug protocol .*finished/i, 'debug-done', 'done'],
  [/unexpected type|not a binary message|^Received /i, 'unexpected-message', 'protocol'],
];

/** Reads a WebSocket close text; never throws. `code` tells an abnormal end (1005, 1006) from an orderly one. */
export function readCloseReason(code: number, reason: string): CloseReason {
  const text = stripPrefixes(reason);
  if (text === '') {
    if (reason !== '') return { kind: 'plain', class: 'done', text };
    return { kind: 'none', class: code === 1005 || code === 1006 ? 'abnormal' : 'done', text };
  }
  const known = REASONS.find(([pattern]) => pattern.test(text));
  if (known) return { kind: known[1], class: known[2], text };
  return { kind: 'other', class: text.startsWith('Error') ? 'protocol' : 'done', text };
}

/** Plugins prefix how it was closed (§5.4), `e.toString()` prefixes `Error: `, and a local log line adds its own. */
function stripPrefixes(reason: string): string {
  const bare = reason.replace(/^(Close|Terminate) called(\.$|: ?)/, '').replace(/^Closed by relay: ?/, '');
  const called = bare.replace(/^((Close|Terminate) called(\.$|: ?))/, '');
  return called.replace(/^Error: ?/, '').trim();
}
