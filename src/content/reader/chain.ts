import { append, isArray } from '../natives.ts';
import { peek } from './peek.ts';

const LONGEST_CHAIN = 32;
const LONGEST_NAME = 64;

/** The plugins of a Connection, outermost first (PROTOCOL §2.4). */
export interface Chain {
  plugins: object[];
  names: string[];
}

/** The socket that a plugin chain ends in; undefined for an array that is no such chain. */
export function socketOf(plugins: unknown): object | undefined {
  if (!isArray(plugins)) return undefined;
  const first = peek(plugins, 0);
  if (peek(first, 'name') !== 'websocket') return undefined;
  const socket = peek(first, 'webSocket');
  return typeof socket === 'object' && socket !== null ? socket : undefined;
}

/** The chain as it is now; undefined where the array holds anything but plugins with names. */
export function readChain(array: unknown): Chain | undefined {
  const length = peek(array, 'length');
  if (typeof length !== 'number' || length > LONGEST_CHAIN) return undefined;
  const chain: Chain = { plugins: [], names: [] };
  for (let at = 0; at < length; at += 1) {
    const plugin = peek(array, at);
    const name = peek(plugin, 'name');
    if (typeof name !== 'string' || name.length > LONGEST_NAME) return undefined;
    append(chain.plugins, plugin as object);
    append(chain.names, name);
  }
  return chain;
}

export interface ChainStep {
  event: 'add' | 'remove';
  name: string;
  order: string[];
}

/** How the chain came from `before` to `after`, one plugin at a time; each step with the whole order after it. */
export function chainSteps(before: Chain, after: Chain, each: (step: ChainStep) => void): void {
  let kept = 0;
  const stays = (at: number): boolean => indexIn(after.plugins, before.plugins[at]) >= 0;
  for (let at = 0; at < before.plugins.length; at += 1) {
    if (!stays(at))
      each({ event: 'remove', name: before.names[at] ?? '', order: names(before, (i) => i > at || stays(i)) });
  }
  for (let at = 0; at < after.plugins.length; at += 1) {
    if (indexIn(before.plugins, after.plugins[at]) >= 0) continue;
    kept = at;
    const order = names(after, (i) => i <= kept || indexIn(before.plugins, after.plugins[i]) >= 0);
    each({ event: 'add', name: after.names[at] ?? '', order });
  }
}

function names(chain: Chain, keeps: (at: number) => boolean): string[] {
  const list: string[] = [];
  for (let at = 0; at < chain.names.length; at += 1) {
    if (keeps(at)) append(list, chain.names[at] ?? '');
  }
  return list;
}

function indexIn(list: readonly object[], wanted: object | undefined): number {
  for (let at = 0; at < list.length; at += 1) if (list[at] === wanted) return at;
  return -1;
}

export function isSameChain(a: Chain, b: Chain): boolean {
  if (a.plugins.length !== b.plugins.length) return false;
  for (let at = 0; at < a.plugins.length; at += 1) if (a.plugins[at] !== b.plugins[at]) return false;
  return true;
}
