import { createStore, type Store } from '../chum/store.ts';
import type { ChumSession } from '../chum/session.ts';
import { combineTaps } from '../connection/combine-taps.ts';
import type { Connection } from '../connection/connection.ts';
import type { Socket } from '../connection/socket.ts';
import { waitForClose } from '../connection/wait.ts';
import { toHex } from '../crypto/bytes.ts';
import { systemRandom } from '../crypto/random.ts';
import type { Truth } from '../truth/truth.ts';
import { truthLog } from '../truth/truth-log.ts';
import { acceptConnection } from './accept.ts';
import { createChat, type Chat } from './chat.ts';
import { chumRoutes } from './chum-route.ts';
import { contactOf, type Contact } from './contact.ts';
import { askDebug, type DebugQuestion } from './debug-protocol.ts';
import { dial } from './dial.ts';
import { createEnvironment, type Environment } from './environment.ts';
import { createIdentity } from './identity.ts';
import { invitationUrl, parseInvitation, type Invitation } from './invitation.ts';
import { createPairing, type TokenOptions } from './pairing.ts';
import type { PeerParts } from './parts.ts';
import type { PeerOptions } from './peer-options.ts';
import { createRoutes, type Routes } from './routes.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { sparePool } from './spare-pool.ts';
import { realTiming } from './timing.ts';
import { within } from './within.ts';

export interface CreatedInvitation {
  readonly invitation: Invitation;
  readonly url: string;
  expired(): Promise<void>;
}

export interface Peer {
  readonly name: string;
  readonly env: Environment;
  readonly publicKey: string;
  readonly store: Store;
  readonly chat: Chat;
  readonly sessions: Sessions;
  readonly routes: Routes;
  readonly contacts: ReadonlyMap<string, Contact>;
  /** Errors the library would only log: what went wrong on connections nobody waits for. */
  readonly errors: readonly string[];
  /** Opens the two spares; without a comm server does nothing. */
  start(): Promise<void>;
  /** How many spares are registered and wait. */
  spares(): number;
  /** A socket that reached this peer's own WebSocket server. */
  accept(socket: Socket, url: string): void;
  /** The URL others dial; set by a direct listener. */
  listenUrl: string | undefined;
  createInvitation(options?: TokenOptions): CreatedInvitation;
  /** Pairs, and dials chum unless told otherwise. */
  pair(url: string): Promise<Contact>;
  connect(contact?: Contact): Promise<ChumSession>;
  debug(question: DebugQuestion, contact?: Contact): Promise<unknown>;
  truth(): Truth;
  close(): Promise<void>;
  /** Node only: every socket of this peer dies without a word. */
  kill(): void;
}

export function createPeer(options: PeerOptions): Peer {
  const { name, commUrl, random = systemRandom } = options;
  const log = truthLog(name);
  const env = createEnvironment(
    {
      name,
      random,
      identity: createIdentity(options.email ?? `${name}@example.test`, name, random),
      timing: { ...realTiming, ...options.timing },
      faults: options.faults ?? {},
    },
    options.webSocket,
    (socket, url) => combineTaps([log.tap(url), ...(options.observe ? [options.observe(socket, url)] : [])]),
  );
  const store = createStore();
  const chat = createChat(store, env.identity);
  const sessions = createSessions(env, store, chat, options.chunkSize ?? 65_536);
  const routes = createRoutes(() => env.timing.duplicateWindow);
  const contacts = new Map<string, Contact>();
  const errors: string[] = [];
  const ownUrl = (): string | undefined => peer.listenUrl ?? commUrl;
  const parts: PeerParts = {
    env,
    routes,
    store,
    chat,
    contacts,
    pairing: createPairing(env, ownUrl),
    refuseOnce: new Set(),
    catchAll: options.catchAll ?? true,
    startSession: sessions.start,
  };
  const chum = chumRoutes(parts, ownUrl, options.redials ?? true);
  const fail = (error: unknown): void => void errors.push(String(error));
  const handle = (connection: Connection): void => void acceptConnection(connection, parts).catch(fail);
  const pool = commUrl === undefined ? undefined : sparePool(env, commUrl, handle);
  const someContact = (): Contact => {
    const [first] = contacts.values();
    if (!first) throw new Error(`${name} has no contact`);
    return first;
  };

  const peer: Peer = {
    name,
    env,
    publicKey: toHex(env.identity.instance.publicKey),
    store,
    chat,
    sessions,
    routes,
    contacts,
    errors,
    listenUrl: undefined,
    truth: log.truth,
    start: async () => pool?.start(),
    spares: () => pool?.listening ?? 0,
    accept: (socket, url) => handle(env.adopt(socket, url)),
    createInvitation(tokenOptions) {
      const token = parts.pairing.createToken(tokenOptions);
      const invitation = { token, publicKey: peer.publicKey, url: ownUrl() ?? '' };
      return { invitation, url: invitationUrl(invitation), expired: () => parts.pairing.expired(token) };
    },
    async pair(url) {
      const { token, publicKey, url: target } = parseInvitation(url);
      const { connection } = await dial(parts, { url: target, publicKey }, 'pairing');
      const contact = contactOf(await parts.pairing.begin(connection, token));
      contacts.set(contact.personId, contact);
      if (options.dialAfterPairing ?? true) await chum.keep(contact);
      return contact;
    },
    connect: (contact = someContact()) => chum.connect(contact),
    async debug(question, contact = someContact()) {
      const target = { url: contact.url ?? ownUrl() ?? '', publicKey: contact.instanceKey };
      const { connection } = await dial(parts, target, 'debug');
      const answer = await askDebug(connection, question);
      await waitForClose(connection);
      return answer;
    },
    async close() {
      chum.stop();
      routes.stop('Corresponding route was stopped');
      pool?.stop();
      parts.pairing.stop();
      const open = env.connections.filter(({ state }) => state.currentState === 'open');
      for (const connection of open) connection.close();
      await within(1_000, Promise.all(open.map(waitForClose)));
    },
    kill() {
      chum.stop();
      pool?.abandon();
      parts.pairing.stop();
      for (const connection of env.connections) {
        (connection.websocketPlugin().webSocket as Socket & { terminate?(): void }).terminate?.();
      }
    },
  };
  return peer;
}
