import { createPeer, type Peer } from '../peer/peer.ts';
import type { SocketConstructor } from '../connection/socket.ts';
import type { Timing } from '../peer/timing.ts';
import { channelLink, type ChannelLink } from './channel-link.ts';

/** A second peer of this page, who is reached over data channels. */
export interface ChannelPeer {
  readonly peer: Peer;
  readonly dialled: SocketConstructor;
  close(): Promise<void>;
}

const SCHEME = 'webrtc:';

export function createChannelPeer(name: string, timing: Partial<Timing>): ChannelPeer {
  const url = `${SCHEME}${name}`;
  const link: ChannelLink = channelLink(url, (socket, at) => peer.accept(socket, at));
  const peer = createPeer({ name, timing, redials: false, webSocket: () => link.dialled });
  peer.listenUrl = url;
  return {
    peer,
    dialled: link.dialled,
    async close() {
      await peer.close();
      link.near.close();
      link.far.close();
    },
  };
}

/** Dials a data channel where the address says so, else a WebSocket of the page. */
export function anyTransport(dialled: () => SocketConstructor | undefined): SocketConstructor {
  function Dial(url: string): object {
    const channel = url.startsWith(SCHEME) ? dialled() : undefined;
    return channel ? new channel(url) : new WebSocket(url);
  }
  return Dial as unknown as SocketConstructor;
}
