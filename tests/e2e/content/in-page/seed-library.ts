import { member, proofOf, readSeedMessage, stamp, type SeedMessage } from '../../../lab/seed/seed-message.ts';
import { closed, opened } from './probes.ts';

/**
 * A stand-in for the library's Connection, with the members that the seed document's examples use: `onMessage.on()` (the library:
 * `onMessage.listen()`), and plugins that can be added without keys (the library's EncryptionPlugin needs them; a CompressionPlugin it has
 * not). Like an app that is built for ONE Trace, it hands itself over.
 */
interface Plugin {
  name: string;
  webSocket?: WebSocket;
}

type Listener = (message: string) => void;

class Connection {
  static lastId = 0;
  readonly id = (Connection.lastId += 1);
  private readonly plugins: Plugin[];
  private readonly listeners: Listener[] = [];
  readonly onMessage = { on: (listener: Listener) => void this.listeners.push(listener) };

  constructor(readonly webSocket: WebSocket) {
    this.plugins = [{ name: 'websocket', webSocket }, { name: 'statistics' }, { name: 'network' }];
    webSocket.addEventListener('message', ({ data }) => this.listeners.forEach((listener) => listener(data as string)));
    globalThis.__ONE_TRACE__?.attach(this);
  }

  addPlugin(plugin: Plugin, place?: { after: string }): void {
    const at = this.plugins.findIndex(({ name }) => name === place?.after);
    this.plugins.splice(at < 0 ? this.plugins.length : at + 1, 0, plugin);
  }

  send(data: string): void {
    this.webSocket.send(data);
  }
}

class EncryptionPlugin implements Plugin {
  readonly name = 'encryption';
}

class CompressionPlugin implements Plugin {
  readonly name = 'compression';
}

/** What happens when an invite is pasted into an app that speaks the document's dialect; resolves when it is done or was closed. */
async function processInvite(url: string, secret: string, invite: string): Promise<string> {
  const socket = await opened(new WebSocket(url));
  const connection = new Connection(socket);
  const say = (message: SeedMessage): void => connection.send(JSON.stringify(message));
  const over = closed(socket).then(() => 'closed');
  const done = new Promise<string>((resolve) => {
    connection.onMessage.on((text) => {
      const message = readSeedMessage(text);
      if (message === undefined) return;
      const next = answerTo(message, secret, invite);
      if (next === undefined) resolve(message.type);
      else say(next);
    });
  });
  say({ type: 'auth', identity: 'page', timestamp: stamp() });
  return Promise.race([done, over]);
}

function answerTo(message: SeedMessage, secret: string, invite: string): SeedMessage | undefined {
  switch (message.type) {
    case 'challenge':
      return { type: 'response', proof: proofOf(member(message, 'nonce'), 'page', secret), signature: 'none' };
    case 'auth_success':
      return { type: 'pair_request', invite, public_key: proofOf('page') };
    case 'pair_challenge':
      return { type: 'pair_proof', proof: proofOf(member(message, 'challenge'), invite), identity_proof: 'none' };
    case 'pair_success':
      return { type: 'sync_request', last_sync: stamp(), objects: 'all' };
    case 'sync_data':
      return { type: 'sync_ack', received: 'all', next_batch: 'yes' };
    default:
      return undefined;
  }
}

const parts = { Connection, EncryptionPlugin, CompressionPlugin, processInvite };

declare global {
  var seedLibrary: typeof parts;
}

Object.defineProperty(globalThis, 'seedLibrary', { value: parts, enumerable: false });
