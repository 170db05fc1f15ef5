import type { Dissection } from '../dissect/dissection.ts';

/** What a round trip was: a sign of life, a request of CHUM, a step of the handshake. */
export interface TripKind {
  family: 'ping' | 'keepalive' | 'rpc' | 'handshake' | 'debug' | 'webrtc' | 'gatt';
  name: string;
}

/**
 * The kind of the round trip that this frame ends. The library's own keepalive has no answer (PROTOCOL §2.5), so only the
 * heartbeat of the seed dialect proves one.
 */
export function tripKind({ name, rpc, phase, layers }: Dissection): TripKind {
  if (rpc) return { family: 'rpc', name: rpc.service ?? 'unknown service' };
  if (name === 'pong') return { family: 'ping', name: 'ping' };
  if (name === 'heartbeat_ack') return { family: 'keepalive', name: 'heartbeat' };
  if (layers.includes('debug')) return { family: 'debug', name: 'debug' };
  return { family: 'handshake', name: phase ?? name };
}
