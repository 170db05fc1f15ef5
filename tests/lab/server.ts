import { startCommServer, type CommServer, type CommServerOptions } from './comm/comm-server.ts';
import { createNodePeer, type NodePeer } from './node-peer.ts';
import type { PeerOptions } from './peer/peer-options.ts';
import { serveLab } from './serve-lab.ts';

export interface LabOptions {
  readonly server?: CommServerOptions;
  /** Defaults for node peers; the page gets its own through window.lab.start. */
  readonly peer?: Partial<Omit<PeerOptions, 'name' | 'webSocket' | 'observe' | 'commUrl'>>;
}

export interface Lab {
  readonly pageUrl: string;
  /** A page whose inline script opens the very first socket. */
  readonly inlinePageUrl: string;
  readonly commUrl: string;
  readonly server: CommServer;
  /** A peer in this process, registered at the comm server. */
  nodePeer(name: string, options?: LabOptions['peer']): Promise<NodePeer>;
  close(): Promise<void>;
}

export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const server = await startCommServer(options.server);
  const pages = await serveLab();
  const peers: NodePeer[] = [];
  return {
    pageUrl: pages.pageUrl,
    inlinePageUrl: pages.inlineUrl(server.url),
    commUrl: server.url,
    server,
    async nodePeer(name, extra) {
      const peer = createNodePeer({ name, commUrl: server.url, ...options.peer, ...extra });
      peers.push(peer);
      await peer.start();
      return peer;
    },
    async close() {
      await Promise.all(peers.map((peer) => peer.close()));
      await server.kill();
      await pages.close();
    },
  };
}
