import type { Direction } from '../connection/tap.ts';

export type TruthPayload =
  { readonly type: 'text'; readonly text: string } | { readonly type: 'binary'; readonly base64: string };

/** One frame; names, layers and phases as in TRACE-FORMAT §2. */
export interface TruthFrame {
  readonly kind: 'frame';
  readonly seq: number;
  readonly t: number;
  readonly dir: Direction;
  readonly size: number;
  readonly wire: TruthPayload;
  readonly name: string;
  readonly layers: readonly string[];
  readonly phase?: string;
  /** nonce counter, where the frame was sealed here or could be opened here */
  readonly counter?: number;
  /** directly above the encryption */
  readonly plain?: TruthPayload;
  /** after unescaping and re-assembly, on the frame that completes it */
  readonly message?: TruthPayload;
}

export type TruthEntry =
  | TruthFrame
  | { readonly kind: 'open'; readonly t: number }
  | {
      readonly kind: 'keys';
      readonly t: number;
      readonly key: string;
      readonly sendCounter: number;
      readonly receiveCounter: number;
      readonly step: 2;
    }
  | {
      readonly kind: 'call';
      readonly t: number;
      readonly method: string;
      readonly code: number;
      readonly reason: string;
    }
  | {
      readonly kind: 'close';
      readonly t: number;
      readonly code: number;
      readonly reason: string;
      readonly clean: boolean;
    };

export interface TruthConnection {
  /** ws1, ws2 … in the order in which the peer made its sockets */
  readonly conn: string;
  readonly url: string;
  readonly entries: readonly TruthEntry[];
}

export interface Truth {
  readonly peer: string;
  readonly connections: readonly TruthConnection[];
}
