import type { Payload } from './plugin.ts';

export type Direction = 'in' | 'out';

/**
 * What one connection tells its observer, in the order in which it happens: going out `message`, `plain`, `frame`;
 * coming in `frame`, `plain`, `message`. `plain` is directly above the encryption, `message` above the fragmentation.
 */
export interface ConnectionTap {
  opened(): void;
  frame(dir: Direction, data: Payload): void;
  plain(dir: Direction, counter: number, payload: Payload): void;
  message(dir: Direction, payload: Payload): void;
  keys(key: Uint8Array, sendCounter: number, receiveCounter: number): void;
  chain(event: 'add' | 'remove', name: string, order: readonly string[], connectionId: number): void;
  call(method: string, code: number, reason: string): void;
  closed(code: number, reason: string, clean: boolean): void;
}

const nothing = (): void => undefined;

export const noTap: ConnectionTap = {
  opened: nothing,
  frame: nothing,
  plain: nothing,
  message: nothing,
  keys: nothing,
  chain: nothing,
  call: nothing,
  closed: nothing,
};
