import { byteLengthOf } from '../../core/trace/captured.ts';
import { json } from '../json.ts';
import { append, apply, createNotes, getOwnPropertyDescriptor, getPrototypeOf, monotonic } from '../natives.ts';
import type { ApplyTrap } from '../patch.ts';
import type { HookPart, Tap } from '../room.ts';
import { peek } from './peek.ts';

const METHODS = ['send', 'close', 'terminate', 'addPlugin', 'removePlugin'] as const;
const LONGEST_NAME = 64;
const MOST_ARGUMENTS = 4;
const DEEPEST_CLASS = 4;

/**
 * Records what the app calls on Connections that it handed over (PROTOCOL §5.1): the kinds and sizes of the arguments and the names of
 * plugins, never their contents. The methods are replaced on the class, once; other objects of it pass through untouched.
 */
export function createCalls(patch: HookPart['patch']): (connection: object, tap: Tap) => void {
  const taps = createNotes<object, Tap>();

  const trap =
    (method: string): ApplyTrap =>
    (native, self, args) => {
      const tap = typeof self === 'object' && self !== null ? taps.get(self) : undefined;
      if (tap === undefined) return apply(native, self, args) as unknown;
      const from = monotonic();
      try {
        return apply(native, self, args) as unknown;
      } finally {
        // Behind what it did: the record's time is its end, `ms` how long it took.
        tell(tap, method, args, monotonic() - from);
      }
    };

  return (connection, tap) => {
    if (taps.get(connection) !== undefined) return;
    taps.set(connection, tap);
    for (let at = 0; at < METHODS.length; at += 1) {
      const method = METHODS[at] ?? '';
      const owner = ownerOf(connection, method);
      if (owner !== undefined) patch(owner, method, trap(method));
    }
  };
}

/** Where a class defines the method. */
function ownerOf(connection: object, method: string): object | undefined {
  let owner: object | null = connection;
  for (let depth = 0; depth < DEEPEST_CLASS && owner !== null; depth += 1) {
    if (getOwnPropertyDescriptor(owner, method) !== undefined) return owner;
    owner = getPrototypeOf(owner) as object | null;
  }
  return undefined;
}

function tell(tap: Tap, method: string, args: readonly unknown[], ms: number): void {
  try {
    const isAboutPlugins = method === 'addPlugin' || method === 'removePlugin';
    const shapes: string[] = [];
    for (let at = 0; at < args.length && at < MOST_ARGUMENTS; at += 1)
      append(shapes, isAboutPlugins ? pluginName(args[at]) : shape(args[at]));
    tap.write('call', json({ method, args: shapes, extra: { of: 'Connection', ms } }));
  } catch {
    // the page's objects may throw at every touch
  }
}

function shape(value: unknown): string {
  if (typeof value === 'string') return `string ${value.length}`;
  if (typeof value !== 'object' || value === null) return typeof value;
  try {
    return `bytes ${byteLengthOf(value as Uint8Array)}`;
  } catch {
    return 'object';
  }
}

/** A plugin, its name, or the place `{before}` or `{after}` another one. */
function pluginName(value: unknown): string {
  const name = (text: unknown): string | undefined =>
    typeof text === 'string' && text.length <= LONGEST_NAME ? text : undefined;
  const before = name(peek(value, 'before'));
  const after = name(peek(value, 'after'));
  return (
    name(value) ??
    name(peek(value, 'name')) ??
    (before === undefined ? undefined : `before ${before}`) ??
    (after === undefined ? undefined : `after ${after}`) ??
    shape(value)
  );
}
