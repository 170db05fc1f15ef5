import type { Payload } from '../connection/plugin.ts';
import { SEED_PHASES } from '../seed/seed-message.ts';

export interface MessageName {
  readonly name: string;
  readonly layer?: string;
  readonly phase?: string;
}

const named = (layer: string, phase: string, ...names: string[]): [string, MessageName][] =>
  names.map((name) => [name, { name, layer, phase }]);

const COMMANDS = new Map<string, MessageName>([
  ...named('comm-server', 'register', 'register', 'authentication_request', 'authentication_response'),
  ...named('comm-server', 'register', 'authentication_success'),
  ...named('comm-server', 'keepalive', 'ping', 'pong'),
  // synonyms (§1.1)
  ['comm_ping', { name: 'ping', layer: 'comm-server', phase: 'keepalive' }],
  ['comm_pong', { name: 'pong', layer: 'comm-server', phase: 'keepalive' }],
  ...named('comm-server', 'discovery', 'connection_handover'),
  ...named('rendezvous', 'discovery', 'communication_request', 'communication_ready'),
  ...named('identity', 'identity', 'connection_group', 'sync', 'person_id_object', 'keys_object', 'instance_id_object'),
  ...named('pairing', 'pairing', 'authentication_token', 'identity'),
]);

const TYPES = new Map<string, string>([
  ['start_protocol', 'debug.start'],
  ['accessible_objects', 'debug.objects'],
  ['request_data', 'debug.request'],
  ['data', 'debug.data'],
]);
const SEED = new Map<string, MessageName>(
  Object.entries(SEED_PHASES).flatMap(([phase, types]) => named('seed', phase, ...types)),
);
// §3.1: e1, e2, e3, e4
const CHALLENGES = ['person-challenge', 'person-response', 'person-challenge', 'person-response'];
const RPC = ['request', 'data', 'error', 'stream', 'stream-end', 'stream-error', 'write-stream-error'];

/**
 * The name of a whole message. `challenges` is how many 104-byte messages of §3.1 e this connection had before, both
 * ways together.
 */
export function nameMessage(message: Payload, context: { group: string; challenges: number }): MessageName {
  if (typeof message !== 'string') return nameBinary(message, context);
  if (message === 'synchronisation') return { name: message, layer: 'chum', phase: 'sync' };
  const value = readObject(message);
  const command = COMMANDS.get(String(value['command']));
  if (command) return command;
  const type = String(value['type']);
  if (RPC.includes(type) && ('requestId' in value || 'responseId' in value)) {
    return { name: `chum.${type}`, layer: 'chum', phase: 'sync' };
  }
  const seed = SEED.get(type);
  if (seed) return seed;
  const debug = TYPES.get(type);
  return debug === undefined ? { name: 'unknown' } : { name: debug, layer: 'debug', phase: 'data' };
}

function nameBinary(message: Uint8Array, { group, challenges }: { group: string; challenges: number }): MessageName {
  if (challenges < 4 && message.length === 104) {
    const name = CHALLENGES[challenges] ?? 'unknown';
    return { name, layer: 'identity', phase: 'identity' };
  }
  const chunk = group === 'chum' && challenges >= 4;
  return chunk ? { name: 'chum.chunk', layer: 'chum', phase: 'sync' } : { name: 'unknown' };
}

function readObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
