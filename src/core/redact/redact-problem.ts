import type { Problem } from '../dissect/dissection.ts';
import type { Mask } from './mask.ts';
import { maskText } from './masked-text.ts';
import { redactOwnText } from './redact-text.ts';

/** Problems that the decoder knows; the message of any other may quote what it could not read. */
const CODES: ReadonlySet<string> = new Set([
  'comm-server.malformed',
  'decoder.failed',
  'encryption.lost',
  'encryption.padding',
  'encryption.tag',
  'encryption.text-frame',
  'fragmentation.empty-binary',
  'fragmentation.incomplete',
  'fragmentation.violation',
  'frame.no-payload',
  'frame.truncated',
  'identity.malformed',
  'key-frame.size',
  'pairing.malformed',
  'payload.utf8',
  'rendezvous.malformed',
]);

export const redactProblem = ({ code, message }: Problem, mask: Mask): Problem => ({
  code: CODES.has(code) ? code : 'unknown',
  message: redactOwnText(message, mask) ?? maskText(message),
});
