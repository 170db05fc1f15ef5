import { type AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { Socket } from './connection/socket.ts';
import { createPeer, type Peer } from './peer/peer.ts';
import type { PeerOptions } from './peer/peer-options.ts';
import { createRecorder, type Recorder } from './recording/recorder.ts';

export interface NodePeer extends Peer {
  readonly recorder: Recorder;
  /** The lines of this peer's .onetrace so far. */
  recording(): string[];
  /** Runs an own WebSocket server, as a directly reachable peer does; returns its URL. */
  listenDirect(): Promise<string>;
}

export function createNodePeer(options: Omit<PeerOptions, 'webSocket' | 'observe'>): NodePeer {
  const recorder = createRecorder(options.name);
  const constructor = recorder.wrap(WebSocket);
  const peer = createPeer({ ...options, webSocket: () => constructor, observe: (socket) => recorder.tap(socket) });
  const servers: WebSocketServer[] = [];
  const stopListening = (): void => servers.forEach((server) => server.close());
  const { close, kill } = peer;
  return Object.assign(peer, {
    recorder,
    recording: () => recorder.lines(),
    async listenDirect() {
      const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
      servers.push(server);
      await new Promise((resolve) => server.once('listening', resolve));
      const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
      server.on('connection', (client) => {
        const socket = client as unknown as Socket;
        recorder.adopt(socket, url);
        peer.accept(socket, url);
      });
      peer.listenUrl = url;
      return url;
    },
    async close() {
      await close();
      stopListening();
    },
    kill() {
      kill();
      stopListening();
    },
  });
}
