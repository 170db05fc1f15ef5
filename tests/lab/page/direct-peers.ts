import { waitForClose } from '../connection/wait.ts';
import { createPeer, type Peer } from '../peer/peer.ts';
import type { Timing } from '../peer/timing.ts';
import type { Truth } from '../truth/truth.ts';
import { waitUntil } from '../wait-until.ts';
import { channelLink } from './channel-link.ts';

/** Part of `window.lab`: two peers of this page, Alice and Bob, who speak to each other over data channels and no server. */
export interface DirectPeers {
  /** Alice pairs with Bob by his invitation and both synchronise; resolves when a word of each has reached the other. */
  pairDirectly(timing: Partial<Timing>): Promise<void>;
  /** `channels`: the peers close their connections. `peer`: Bob's RTCPeerConnection goes without a word. */
  endDirectly(how: 'channels' | 'peer'): Promise<void>;
  /** Both sides' connections in the order in which their channels were made. */
  directTruth(): Promise<Truth>;
}

const URL_OF_BOB = 'webrtc:bob';

interface Two {
  readonly alice: Peer;
  readonly bob: Peer;
  readonly near: RTCPeerConnection;
  readonly far: RTCPeerConnection;
}

export function directPeers(): DirectPeers {
  let current: Two | undefined;
  const two = (): Two => {
    if (!current) throw new Error('lab.pairDirectly() comes first');
    return current;
  };
  return {
    async pairDirectly(timing) {
      const { alice, bob } = (current = createTwo(timing));
      await alice.pair(bob.createInvitation().url);
      alice.chat.say('Hello from Alice');
      await bob.chat.waitFor('Hello from Alice');
      bob.chat.say('Hello from Bob');
      await alice.chat.waitFor('Hello from Bob');
    },
    async endDirectly(how) {
      const { alice, bob, far } = two();
      // What arrives on a channel that is being closed is delivered, unlike on a WebSocket, and the Connection ignores it:
      // nothing may be on its way, and peers ask again and again.
      await waitUntil(() => unanswered(alice) + unanswered(bob) === 0);
      if (how === 'peer') {
        const open = alice.env.connections.filter(({ state }) => state.currentState === 'open');
        far.close();
        await Promise.all(open.map(waitForClose));
      }
      await alice.close();
      await bob.close();
    },
    async directTruth() {
      const { alice, bob } = two();
      const far = bob.truth().connections;
      const connections = alice.truth().connections.flatMap((one, at) => [one, ...far.slice(at, at + 1)]);
      return { peer: 'alice and bob', connections };
    },
  };
}

function createTwo(timing: Partial<Timing>): Two {
  const { near, far, dialled } = channelLink(URL_OF_BOB, (socket, url) => bob.accept(socket, url));
  const options = { timing, redials: false, chunkSize: Number.POSITIVE_INFINITY, webSocket: () => dialled };
  const alice = createPeer({ ...options, name: 'alice' });
  const bob = createPeer({ ...options, name: 'bob' });
  bob.listenUrl = URL_OF_BOB;
  return { alice, bob, near, far };
}

function unanswered(peer: Peer): number {
  const frames = peer.truth().connections.flatMap(({ entries }) => entries.filter((entry) => entry.kind === 'frame'));
  const asked = frames.filter(({ dir, name }) => dir === 'out' && name === 'chum.request').length;
  return asked - frames.filter(({ dir, name }) => dir === 'in' && /^chum\.(data|error)$/.test(name)).length;
}
