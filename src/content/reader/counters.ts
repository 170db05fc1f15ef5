import { json } from '../json.ts';
import { hasOwn, monotonic } from '../natives.ts';
import type { Tap } from '../room.ts';
import type { Chain } from './chain.ts';
import { peek } from './peek.ts';

const PAUSE_MS = 5000;
const MOST_MEMBERS = 16;
const keysOf = Object.keys;

type Figures = { [member: string]: number };

/**
 * What plugins count themselves: their own members that are numbers, and those of the objects right below them (PROTOCOL §5.3 keeps its
 * figures so). Read with the traffic, at most every five seconds, and told where they have changed.
 */
export function createCounterWatch(tap: Tap): (chain: Chain) => void {
  let next = 0;
  let told = '';
  return ({ plugins, names }) => {
    const t = monotonic();
    if (t < next) return;
    next = t + PAUSE_MS;
    const values: { [plugin: string]: Figures } = { __proto__: null } as never;
    let isAny = false;
    for (let at = 0; at < plugins.length; at += 1) {
      const figures: Figures = { __proto__: null } as never;
      if (collect(plugins[at], figures, 1) === 0) continue;
      values[names[at] ?? ''] = figures;
      isAny = true;
    }
    const text = json(values);
    if (!isAny || text === told) return;
    told = text;
    tap.write('sample', `{"what":"plugin-counters","values":${text}}`);
  };
}

/** @returns how many were found */
function collect(object: unknown, into: Figures, depth: number): number {
  if (typeof object !== 'object' || object === null) return 0;
  const keys = keysOf(object);
  let found = 0;
  for (let at = 0; at < keys.length && at < MOST_MEMBERS; at += 1) {
    const key = hasOwn(keys, at) ? (keys[at] ?? '') : '';
    const value = peek(object, key);
    if (typeof value === 'number' && value - value === 0) {
      into[key] = value;
      found += 1;
    } else if (depth > 0 && isPlain(value)) found += collect(value, into, depth - 1);
  }
  return found;
}

const { getPrototypeOf } = Object;
const plain = Object.prototype;

/** Timers, sockets and arrays of bytes have members that are numbers, too. */
function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value !== null && getPrototypeOf(value) === plain;
}
