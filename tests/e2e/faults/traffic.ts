import { rootHash } from '../../lab/chum/store.ts';
import type { NodePeer } from '../../lab/node-peer.ts';
import type { Lab } from '../../lab/server.ts';
import type { Truth } from '../../lab/truth/truth.ts';
import type { LabTab } from '../lab-tab.ts';
import { playSession } from '../session.ts';
import { wireOfTruth, type WireFrame } from '../trace-file.ts';

/** A page that has paired with a peer in Node and can be kept busy. */
export interface Traffic {
  peer: NodePeer;
  /** What an exchange goes on about. */
  hash: string;
  /** So many frames to and fro over the open connection. */
  exchange(frames: number): Promise<unknown>;
  /** The page's own log of every frame on the wire. */
  truth(): Promise<WireFrame[][]>;
}

export async function startTraffic(lab: Lab, ask: LabTab): Promise<Traffic> {
  const { peer } = await playSession(lab, ask);
  const hash = peer.store.roots.map(rootHash).at(-1) ?? '';
  return {
    peer,
    hash,
    exchange: (frames) => ask('exchange', frames, hash),
    truth: async () => wireOfTruth(JSON.parse(await ask('truthJson')) as Truth),
  };
}

export const countOf = (wire: readonly WireFrame[][]): number => wire.flat().length;
