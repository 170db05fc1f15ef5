import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startCommServer, type CommServer } from './comm/comm-server.ts';
import { Connection } from './connection/connection.ts';
import { waitForClose, waitForMessage, waitForOpen, waitForType } from './connection/wait.ts';
import { toHex } from './crypto/bytes.ts';
import { newKeyPair } from './crypto/key-pair.ts';
import { systemRandom } from './crypto/random.ts';
import { honestProof, register } from './peer/register.ts';

let server: CommServer;
const keys = newKeyPair(systemRandom);
const publicKey = toHex(keys.publicKey);

beforeEach(async () => {
  server = await startCommServer({ pingInterval: 60_000 });
});
afterEach(() => server.kill());

async function opened(): Promise<Connection> {
  const connection = new Connection(new WebSocket(server.url));
  await waitForOpen(connection, 1_000);
  return connection;
}

async function spare(): Promise<Connection> {
  const connection = await opened();
  await register(connection, keys, honestProof(systemRandom));
  return connection;
}

async function dialled(): Promise<Connection> {
  const dialer = await opened();
  const sourcePublicKey = 'AB'.repeat(32);
  dialer.send(JSON.stringify({ command: 'communication_request', sourcePublicKey, targetPublicKey: publicKey }));
  return dialer;
}

describe('the comm server', () => {
  test('hands the newest spare over first, and sends the request on in lower case', async () => {
    const [older, newer] = [await spare(), await spare()];
    await dialled();
    await waitForType(newer, 'connection_handover');
    expect(await waitForMessage(newer)).toBe(
      `{"command":"communication_request","sourcePublicKey":"${'ab'.repeat(32)}","targetPublicKey":"${publicKey}"}`,
    );
    expect(server.spares(publicKey)).toBe(1);
    await dialled();
    await waitForType(older, 'connection_handover');
    expect(server.spares(publicKey)).toBe(0);
  });

  test('relays verbatim, text as text and binary as binary, both ways', async () => {
    const listener = await spare();
    const dialer = await dialled();
    await waitForType(listener, 'connection_handover');
    await waitForMessage(listener);
    listener.send('{ "any" : "text" }');
    expect(await waitForMessage(dialer)).toBe('{ "any" : "text" }');
    dialer.send(Uint8Array.of(0, 255, 7));
    expect(await waitForMessage(listener)).toEqual(Uint8Array.of(0, 255, 7));
    listener.send(new Uint8Array(0));
    expect(await waitForMessage(dialer)).toEqual(new Uint8Array(0));
  });

  test('forwards a close with code 1000 and the reason word by word', async () => {
    const listener = await spare();
    const dialer = await dialled();
    await waitForType(listener, 'connection_handover');
    dialer.close('I must go ☂');
    expect(await waitForClose(listener)).toBe('Close called: I must go ☂');
  });

  test('forgets a spare that went away', async () => {
    const listener = await spare();
    listener.close();
    await waitForClose(listener);
    const dialer = await dialled();
    expect(await waitForClose(dialer)).toBe('Close called: No listening connection for the specified publicKey.');
  });
});
