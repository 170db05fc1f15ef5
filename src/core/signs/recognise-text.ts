import { hasOwn, isArray, parse } from '../trace/captured.ts';

/** A text longer than this begins no ONE connection: its first message is 101 or 205 characters (PROTOCOL §1.1). */
const LONGEST_OPENING = 4096;

/**
 * Why a text frame says that its connection is ONE's, in words; undefined where it does not. The protocol is recognised by how a
 * connection begins (PROTOCOL §9); `late` connections, met in mid-life, by any message of layers 1 and 2.
 */
export function recogniseText(text: string, late: boolean): string | undefined {
  if (text === '' || text.length > LONGEST_OPENING || text[0] !== '{') return undefined;
  const message = object(text);
  if (message === undefined) return undefined;
  const command = own(message, 'command');
  const type = own(message, 'type');
  if (typeof command === 'string' && (isOpening(message, command) || (late && isLater(command)))) return `"${command}"`;
  if (typeof type === 'string' && isSeedOpening(message, type)) return `"${type}" of the seed dialect`;
  return undefined;
}

function object(text: string): Record<string, unknown> | undefined {
  try {
    const value = parse(text);
    return typeof value === 'object' && value !== null && !isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Never an inherited member: the page may have put a getter on Object.prototype. */
const own = (message: Record<string, unknown>, key: string): unknown =>
  hasOwn(message, key) ? message[key] : undefined;

function isOpening(message: Record<string, unknown>, command: string): boolean {
  if (command === 'register') return typeof own(message, 'publicKey') === 'string';
  return command === 'communication_request' && typeof own(message, 'targetPublicKey') === 'string';
}

function isLater(command: string): boolean {
  switch (command) {
    case 'authentication_request':
    case 'authentication_response':
    case 'authentication_success':
    case 'communication_ready':
    case 'connection_handover':
    case 'ping':
    case 'pong':
    case 'comm_ping':
    case 'comm_pong':
      return true;
    default:
      return false;
  }
}

/** Many protocols say `auth`; the seed's carries an identity (seed document, "Message Protocol Analysis"). */
function isSeedOpening(message: Record<string, unknown>, type: string): boolean {
  switch (type) {
    case 'auth':
      return own(message, 'identity') !== undefined && own(message, 'timestamp') !== undefined;
    case 'pair_request':
      return own(message, 'invite') !== undefined;
    case 'sync_request':
      return own(message, 'last_sync') !== undefined;
    default:
      return false;
  }
}
