import { channelSocket } from '../connection/channel-socket.ts';
import type { Socket, SocketConstructor } from '../connection/socket.ts';

/** Two RTCPeerConnections of this page that know each other; every connection of ONE is a data channel of its own. */
export interface ChannelLink {
  readonly near: RTCPeerConnection;
  readonly far: RTCPeerConnection;
  /** What the near side calls as it would a WebSocket. */
  readonly dialled: SocketConstructor;
}

/** `accept` is given the far ends of channels that are dialled. */
export function channelLink(url: string, accept: (socket: Socket, url: string) => void): ChannelLink {
  const near = new RTCPeerConnection();
  const far = new RTCPeerConnection();
  near.onicecandidate = ({ candidate }) => void (candidate && far.addIceCandidate(candidate));
  far.onicecandidate = ({ candidate }) => void (candidate && near.addIceCandidate(candidate));
  far.ondatachannel = ({ channel }) => accept(channelSocket(channel, url), url);
  let isNegotiated = false;

  function Dialled(target: string): object {
    const channel = near.createDataChannel('one', { protocol: 'one.models' });
    if (!isNegotiated) void negotiate(near, far);
    isNegotiated = true;
    return channelSocket(channel, target);
  }
  return { near, far, dialled: Dialled as unknown as SocketConstructor };
}

async function negotiate(near: RTCPeerConnection, far: RTCPeerConnection): Promise<void> {
  await near.setLocalDescription();
  await far.setRemoteDescription(near.localDescription as RTCSessionDescription);
  await far.setLocalDescription();
  await near.setRemoteDescription(far.localDescription as RTCSessionDescription);
}
