import { exchange, flood, type FloodReport } from '../peer/flood.ts';
import { failingDial, failingDials, type FailingDial } from '../peer/failing-dial.ts';
import { createPeer, type Peer } from '../peer/peer.ts';
import type { PeerFaults } from '../peer/faults.ts';
import type { Timing } from '../peer/timing.ts';
import type { Attachment } from '../peer/chat.ts';
import type { Truth } from '../truth/truth.ts';
import { bluetoothCentral, type BluetoothCentral } from './bluetooth-central.ts';
import { anyTransport, createChannelPeer, type ChannelPeer } from './channel-peer.ts';
import { directPeers, type DirectPeers } from './direct-peers.ts';
import { labWorker } from './lab-worker.ts';
import { showChat, showState } from './view.ts';

export interface LabPageOptions {
  readonly name?: string;
  readonly timing?: Partial<Timing>;
  readonly faults?: PeerFaults;
  readonly redials?: boolean;
}

/** `window.lab`: everything a browser test or the demo asks of the page. Peer objects stay inside the closure. */
export interface LabPage extends DirectPeers, BluetoothCentral {
  start(commUrl: string, options?: LabPageOptions): Promise<void>;
  createInvitation(): Promise<string>;
  pair(invitationUrl: string): Promise<void>;
  chat(text: string, attachment?: Attachment): Promise<void>;
  waitForChat(text: string): Promise<void>;
  messages(): Promise<readonly string[]>;
  /** Resolves when a chum session runs. */
  connected(): Promise<void>;
  flood(count: number, size: number): Promise<FloodReport>;
  exchange(count: number, hash: string): Promise<FloodReport>;
  debug(): Promise<unknown>;
  failingDial(kind: FailingDial): Promise<string>;
  failingDials: readonly FailingDial[];
  truth(): Promise<Truth>;
  /** The same as JSON text: ten times faster to carry out of a browser after a flood. */
  truthJson(): Promise<string>;
  /** What the page API says, as JSON; '' where the page has none. */
  pageApi(): Promise<string>;
  /** Pairs with a peer of that name in this page, over data channels; a word of each reaches the other. */
  pairByChannel(name: string, timing: Partial<Timing>): Promise<void>;
  /** Asks the lab in a worker of this page what could be asked here. */
  inWorker(method: string, ...args: unknown[]): Promise<unknown>;
  /** A worker that does nothing. */
  startWorker(): Promise<void>;
  /** Leaves an entry in the page's storage, as apps do. */
  remember(name: string, value: string): Promise<void>;
  reload(): Promise<void>;
  /** Says errors to the console, each in its own way. @returns what can be seen of console.error */
  complain(): Promise<string>;
  /** Goes to another document, or back to the one before. */
  leave(to: string): Promise<void>;
  /** Query of this document's address. */
  query(): Promise<string>;
  /** What the policy of the page has refused since this script began, and errors that nobody caught. */
  complaints(): Promise<readonly string[]>;
  /** How often this document came back out of the back-forward cache. */
  restored(): Promise<number>;
  close(): Promise<void>;
}

declare global {
  interface Window {
    lab: LabPage;
  }
}

let current: Peer | undefined;
let other: ChannelPeer | undefined;
let commUrl = '';
let restored = 0;
const complaints: string[] = [];
// The lab's own tests run this script without a window.
if (typeof addEventListener === 'function') {
  addEventListener('pageshow', ({ persisted }) => (restored += Number(persisted)));
  addEventListener('error', ({ message }) => complaints.push(message));
  addEventListener('unhandledrejection', ({ reason }) => complaints.push(String(reason)));
  // In a worker there is none.
  globalThis.document?.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    complaints.push(`${effectiveDirective}: ${blockedURI}`),
  );
}

function peer(): Peer {
  if (!current) throw new Error('lab.start(commUrl) comes first');
  return current;
}

window.lab = {
  ...directPeers(),
  ...bluetoothCentral(),
  failingDials,
  async start(url, { name = 'page', ...options } = {}) {
    commUrl = url;
    current = createPeer({
      name,
      commUrl,
      // a browser sends a whole file as one chunk (§6.1)
      chunkSize: Number.POSITIVE_INFINITY,
      webSocket: () => anyTransport(() => other?.dialled),
      ...options,
    });
    showState(current);
    await current.start();
    showState(current);
  },
  createInvitation: async () => peer().createInvitation({ expiry: 900_000 }).url,
  async pair(invitationUrl) {
    await peer().pair(invitationUrl);
    showState(peer());
  },
  async chat(text, attachment) {
    peer().chat.say(text, attachment);
    showChat('own', text);
  },
  waitForChat: (text) => peer().chat.waitFor(text),
  messages: async () => peer().chat.messages,
  connected: async () => void (await peer().sessions.next()),
  flood: async (count, size) => flood(await peer().sessions.next(), count, size),
  exchange: async (count, hash) => exchange(await peer().sessions.next(), count, hash),
  debug: () => peer().debug({ protocol: 'getAccessibleObjects' }),
  failingDial(kind) {
    const [contact] = peer().contacts.values();
    return failingDial(kind, peer().env, { url: commUrl, publicKey: contact?.instanceKey ?? '22'.repeat(32) });
  },
  truth: async () => peer().truth(),
  truthJson: async () => JSON.stringify(peer().truth()),
  pageApi: async () => JSON.stringify(globalThis.getConnectionInstrumentationStats?.() ?? ''),
  async pairByChannel(name, timing) {
    other = createChannelPeer(name, timing);
    await peer().pair(other.peer.createInvitation().url);
    peer().chat.say('Over a channel');
    await other.peer.chat.waitFor('Over a channel');
    other.peer.chat.say('And back');
    await peer().chat.waitFor('And back');
  },
  async complain() {
    console.error('Connection error', new TypeError('said'));
    setTimeout(() => {
      throw new RangeError('thrown');
    });
    void Promise.reject(new Error('rejected'));
    await new Promise((resolve) => addEventListener('unhandledrejection', resolve, { once: true }));
    const found: PropertyDescriptor = Object.getOwnPropertyDescriptor(console, 'error') ?? {};
    const flags = { ...found, value: String(found.value) };
    return JSON.stringify([flags, found.value === console.error, console.error.name, console.error.length]);
  },
  inWorker: labWorker(),
  async startWorker() {
    new Worker(URL.createObjectURL(new Blob(['']))).postMessage('');
  },
  remember: async (name, value) => localStorage.setItem(name, value),
  reload: async () => void setTimeout(() => location.reload()),
  leave: async (to) => void setTimeout(() => (to === 'back' ? history.back() : location.assign(to))),
  query: async () => location.search,
  complaints: async () => complaints,
  restored: async () => restored,
  async close() {
    await peer().close();
    await other?.close();
  },
};
