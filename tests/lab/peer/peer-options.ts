import type { SocketConstructor } from '../connection/socket.ts';
import type { Random } from '../crypto/random.ts';
import type { TapFactory } from './environment.ts';
import type { PeerFaults } from './faults.ts';
import type { Timing } from './timing.ts';

export interface PeerOptions {
  readonly name: string;
  /** Looked up anew for every socket, so that a page's patched constructor is used. */
  readonly webSocket: () => SocketConstructor;
  readonly commUrl?: string;
  readonly email?: string;
  readonly timing?: Partial<Timing>;
  readonly faults?: PeerFaults;
  readonly random?: Random;
  /** a second observer beside the truth log: a recorder */
  readonly observe?: TapFactory;
  /** who dials chum after a pairing this peer has begun */
  readonly dialAfterPairing?: boolean;
  readonly redials?: boolean;
  /** false: only contacts get a `sync` (§3.2 "Go Away!") */
  readonly catchAll?: boolean;
  /** bytes of a file per binary chunk: Node's 64 KiB, or Infinity like a browser (§6.1) */
  readonly chunkSize?: number;
}
