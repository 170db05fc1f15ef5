import { readCloseReason, type ReasonKind } from '../model/close-reason.ts';
import type { Mask } from './mask.ts';
import { isMasked, maskText } from './masked-text.ts';
import { redactWireText } from './redact-text.ts';

/** A WebSocket cuts its reason to 123 bytes, between characters. */
const CUT_BYTES = 120;
const PREFIX = /^(?:(?:Close|Terminate) called(?:\.$|: ?)|Closed by relay: ?|Error: ?)/;

const encoder = new TextEncoder();

/**
 * The reason of a close with its variable parts masked. Of a text that is not known only what a reader would make of it is kept: words that
 * classify it alike, in front of its length.
 */
export function redactReason(code: number, reason: string, mask: Mask): string {
  let said = reason;
  for (let found = PREFIX.exec(said); found; found = PREFIX.exec(said)) said = said.slice(found[0].length);
  const prefix = reason.slice(0, reason.length - said.length);
  if (said.trim() === '') return said === '' ? prefix : `${prefix} `;
  const { kind, class: of } = readCloseReason(code, reason);
  const isCut = encoder.encode(reason).length >= CUT_BYTES;
  const ways = [redactWireText(said, mask, isCut), behind(WORDS[kind], said), behind('Error', said)];
  const readsAlike = (text: string | undefined): boolean => {
    const read = text === undefined ? undefined : readCloseReason(code, prefix + text);
    return read?.kind === kind && read.class === of;
  };
  return prefix + (ways.find(readsAlike) ?? maskText(said));
}

function behind(words: string, said: string): string {
  if (words === '') return maskText(said);
  const isMaskedAlready = said.startsWith(`${words} `) && isMasked(said.slice(words.length + 1));
  return isMaskedAlready ? said : `${words} ${maskText(said)}`;
}

/** By what readCloseReason takes a text for: words that it takes for the same. */
const WORDS: Readonly<Record<ReasonKind, string>> = {
  none: '',
  plain: '',
  other: '',
  'malformed-message': 'Received unexpected or malformed message',
  'auth-refused': 'Client authentication failed.',
  undecryptable: 'CYENC-SYMDEC',
  'unexpected-message': 'Received',
  'not-registered': 'No listening connection',
  'stale-spare': 'This connection is closed. It will never be opened',
  'ping-timeout': 'Ping: Connection timed out',
  'refused-target': 'We do not accept connections for this target',
  'go-away': 'I do not want to communicate with you',
  'unknown-peer': 'Unable to start chum because you are unknown',
  'group-unsupported': 'ConnectionRoutesGroupName',
  'no-endpoint': 'Could not find the person',
  'token-unknown': 'Authentication token is not existing',
  'token-wrong-person': 'The authentication token was not generated for',
  duplicate: 'Duplicate connection',
  replaced: 'New connection replaced',
  'route-stopped': 'Corresponding route was stopped',
  'route-disabled': 'Route is disabled',
  keepalive: 'Keepalive: No lifesign',
  'damaged-frame': 'Decryption of message failed',
  'text-frame': 'Incoming encrypted message is a string',
  fragmentation: 'Currently processing',
  'queue-full': 'Queue is full',
  'version-mismatch': 'CS-MISMATCH',
  'handler-error': 'onMsgHandler error',
  'chum-error': 'Chum ended [] with error',
  'chum-done': 'Chum ended',
  'debug-done': 'Debug protocol finished',
};
