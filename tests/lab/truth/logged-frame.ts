import type { Payload } from '../connection/plugin.ts';
import type { Direction } from '../connection/tap.ts';

/** A frame while the connection lives: bytes stay bytes, and nothing is named until somebody asks. */
export interface LoggedFrame {
  readonly kind: 'frame';
  readonly t: number;
  readonly seq: number;
  readonly dir: Direction;
  readonly wire: Payload;
  plain?: { readonly counter: number; readonly payload: Payload };
  message?: Payload;
}
