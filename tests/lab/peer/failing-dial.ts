import type { Connection } from '../connection/connection.ts';
import { waitForClose, waitForOpen } from '../connection/wait.ts';
import { toHex } from '../crypto/bytes.ts';
import { sealEmbedded } from '../crypto/embedded-nonce.ts';
import { newKeyPair } from '../crypto/key-pair.ts';
import { dialGroup, type DialTarget } from './dial.ts';
import type { Environment } from './environment.ts';
import { requestEncryption } from './handshake.ts';
import { exchangeIdentities } from './identity-exchange.ts';
import { register } from './register.ts';

type Attempt = (env: Environment, target: DialTarget) => Promise<Connection>;

const first =
  (data: string | Uint8Array): Attempt =>
  async (env, { url }) => {
    const connection = await opened(env, url);
    connection.send(data);
    return connection;
  };
const person =
  (group: string, then: (connection: Connection, env: Environment) => void = () => undefined): Attempt =>
  async (env, target) => {
    const connection = await dialGroup(env, target, group);
    await exchangeIdentities(connection, env, true);
    then(connection, env);
    return connection;
  };
const encrypted =
  (act: (connection: Connection) => void): Attempt =>
  async (env, target) => {
    const connection = await dialGroup(env, target, 'chum', newKeyPair(env.random));
    act(connection);
    return connection;
  };

/** Attempts that must fail; each returns the connection that will be closed by the other side (or by us). */
const attempts = {
  'not-json': first('not json'),
  'unknown-command': first('{"command":"hello"}'),
  'binary-first': first(new Uint8Array(72)),
  'short-key': first('{"command":"register","publicKey":"00"}'),
  'malformed-request': first('{"command":"communication_request"}'),
  'unexpected-pong': first('{"command":"comm_pong"}'),
  'wrong-command': async (env, { url }) => {
    const connection = await opened(env, url);
    connection.send(JSON.stringify({ command: 'register', publicKey: toHex(newKeyPair(env.random).publicKey) }));
    connection.send('{"command":"pong"}');
    return connection;
  },
  'echoed-challenge': registering((challenge, key, env) => sealEmbedded(challenge, key, env.random)),
  'random-response': registering((_challenge, _key, env) => env.random(104)),
  'wrong-secret': async (env, { url }) => {
    const connection = await opened(env, url);
    const keys = { publicKey: newKeyPair(env.random).publicKey, secretKey: newKeyPair(env.random).secretKey };
    await register(connection, keys, () => new Uint8Array(104)).catch(() => undefined);
    return connection;
  },
  'unknown-target': async (env, { url }) => {
    const connection = await opened(env, url);
    await requestEncryption(connection, env.identity.instance, '11'.repeat(32), env).catch(() => undefined);
    return connection;
  },
  'wrong-source-key': async (env, { url, publicKey }) => {
    const connection = await opened(env, url);
    const keys = { publicKey: newKeyPair(env.random).publicKey, secretKey: newKeyPair(env.random).secretKey };
    await requestEncryption(connection, keys, publicKey, env).catch(() => undefined);
    return connection;
  },
  'unknown-person': person('chum', (connection) => connection.send('synchronisation')),
  'unsupported-group': person('nonsense'),
  'wrong-token': person('pairing', (connection) =>
    connection.send('{"command":"authentication_token","token":"wrong-token"}'),
  ),
  'wrong-person-proof': async (env, target) => {
    const connection = await dialGroup(env, target, 'chum', newKeyPair(env.random));
    const lying = { ...env, faults: { ...env.faults, wrongPersonProof: true } };
    await exchangeIdentities(connection, lying, true).catch(() => undefined);
    return connection;
  },
  'text-frame': encrypted((connection) =>
    connection.websocketPlugin().transformOutgoingEvent({ type: 'message', data: 'plain text' }),
  ),
  'queue-full': encrypted((connection) => {
    for (let index = 0; index < 24; index++) connection.send('{"command":"nobody_reads_this"}');
  }),
  'end-without-start': encrypted((connection) => below(connection, 'fragmentation_end')),
  'string-between-pieces': encrypted((connection) => {
    below(connection, 'fragmentation_start_string');
    below(connection, '{"command":"person_id_object"}');
  }),
} satisfies Record<string, Attempt>;

export type FailingDial = keyof typeof attempts;
export const failingDials = Object.keys(attempts) as FailingDial[];

/** Returns the close reason, as this side saw it. */
export async function failingDial(kind: FailingDial, env: Environment, target: DialTarget): Promise<string> {
  const before = env.connections.length;
  await attempts[kind](env, target).catch(() => undefined);
  const connection = env.connections[before];
  return connection ? waitForClose(connection) : 'The socket was never made';
}

function registering(answer: (challenge: Uint8Array, key: Uint8Array, env: Environment) => Uint8Array): Attempt {
  return async (env, { url }) => {
    const connection = await opened(env, url);
    await register(connection, newKeyPair(env.random), (challenge, key) => answer(challenge, key, env)).catch(
      () => undefined,
    );
    return connection;
  };
}

async function opened(env: Environment, url: string): Promise<Connection> {
  const connection = env.open(url);
  await waitForOpen(connection, env.timing.openTimeout);
  return connection;
}

/** Puts a marker below the fragmentation plugin, where nothing escapes it. */
function below(connection: Connection, marker: string): void {
  const chain = ['encryption', 'websocket'].map((name) => connection.plugin(name));
  chain.reduce<string | Uint8Array>((data, plugin) => {
    const event = plugin?.transformOutgoingEvent({ type: 'message', data });
    return event?.type === 'message' ? (event.data as Uint8Array) : data;
  }, marker);
}
