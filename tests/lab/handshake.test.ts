import { expect, test } from 'vitest';
import type { Socket, SocketEvents } from './connection/socket.ts';
import { waitForMessage } from './connection/wait.ts';
import { fromHex, toHex } from './crypto/bytes.ts';
import { keyPairOf } from './crypto/key-pair.ts';
import { scriptedRandom } from './crypto/random.ts';
import { createEnvironment, type Environment } from './peer/environment.ts';
import { acceptEncryption, requestEncryption } from './peer/handshake.ts';
import { createIdentity, type Identity } from './peer/identity.ts';
import { realTiming } from './peer/timing.ts';
import { noTap } from './connection/tap.ts';

const fill = (byte: number, size: number): Uint8Array => new Uint8Array(size).fill(byte);

/** Two ends of a wire which deliver at once and keep what was sent. */
function socketPair(): { a: Socket; b: Socket; wire: (string | Uint8Array)[] } {
  const wire: (string | Uint8Array)[] = [];
  const listeners: Record<'a' | 'b', ((event: SocketEvents['message']) => void)[]> = { a: [], b: [] };
  const end = (own: 'a' | 'b', other: 'a' | 'b'): Socket => ({
    binaryType: 'arraybuffer',
    readyState: 1,
    bufferedAmount: 0,
    url: 'ws://wire',
    send(data) {
      wire.push(typeof data === 'string' ? data : new Uint8Array(data));
      for (const listener of listeners[other]) listener({ data });
    },
    close: () => undefined,
    addEventListener(type, listener) {
      if (type === 'message') listeners[own].push(listener as (event: SocketEvents['message']) => void);
    },
    removeEventListener: () => undefined,
  });
  return { a: end('a', 'b'), b: end('b', 'a'), wire };
}

function environment(instanceSecret: number, draws: readonly string[]): Environment {
  const identity: Identity = {
    ...createIdentity('a@b.test', 'x', (size) => fill(9, size)),
    instance: keyPairOf(fill(instanceSecret, 32)),
  };
  const random = scriptedRandom(draws.map(fromHex));
  const parts = { name: 'x', identity, random, timing: realTiming, faults: {} };
  return createEnvironment(
    parts,
    () => {
      throw new Error('dials nowhere');
    },
    () => noTap,
  );
}

test('two peers with the draws of §2.10 put exactly its frames on the wire', async () => {
  const { a, b, wire } = socketPair();
  const alice = environment(1, ['11'.repeat(32), 'a0'.repeat(24), '03', 'aabb']);
  const bob = environment(2, ['22'.repeat(32), 'b0'.repeat(24), '00', '01']);
  const [initiator, acceptor] = [alice.adopt(a, 'ws://wire'), bob.adopt(b, 'ws://wire')];

  const target = toHex(bob.identity.instance.publicKey);
  await Promise.all([
    acceptEncryption(acceptor, bob),
    requestEncryption(initiator, alice.identity.instance, target, alice),
  ]);
  initiator.send('{"command":"connection_group","connectionGroupName":"chum"}');
  expect(await waitForMessage(acceptor)).toBe('{"command":"connection_group","connectionGroupName":"chum"}');
  acceptor.send('{"command":"sync"}');
  acceptor.send(fromHex('deadbeef'));
  for (const connection of [initiator, acceptor]) connection.removePlugin('keepalive');

  const source = toHex(alice.identity.instance.publicKey);
  expect(wire.map((frame) => (typeof frame === 'string' ? frame : toHex(frame)))).toEqual([
    `{"command":"communication_request","sourcePublicKey":"${source}","targetPublicKey":"${target}"}`,
    '{"command":"communication_ready"}',
    'a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0b68ad8d840e25e44ec51290171a0746e241ce83fe1e282113918af18140222710cefa8947510f80d7bd8970cc483da47',
    'b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0f8ef8f26d55cf208824509ac864b5b50d9eb5fe71d12e1114e09f615e0e2ae9bfae56b6642320417209291b85297ef00',
    'a8a3883ea14edbb04350158dd287e49ab46b85c7eb0e8d3852cb46acd6db21202a9f0b232959fbd819811f791955028a4747dbe57e1d40140789878cfcfce16288701e7b331ecd69b30ad32c795e0b',
    'a935e27086f84ae624e694215b47221d645f4401083fc40aec6580d5a8cce5f748b882',
    '84969a0d837469b8408edf82eb8ee9a499023dce886e',
  ]);
});
