import { apply, createNotes, defineProperty, getOwnPropertyDescriptor } from './natives.ts';
import { undoAll } from './undo.ts';

type Callable = (...args: never[]) => unknown;

export type ApplyTrap = (native: Callable, self: unknown, args: unknown[]) => unknown;
export type ConstructTrap = (native: Callable, args: unknown[], newTarget: object) => object;

export interface Handler {
  apply?: ApplyTrap;
  construct?: ConstructTrap;
}

/** What the page sees in place of a native: a proxy of it, so that name, length, statics, prototype and errors are the native's. */
const originals = createNotes<object, object>();
const NativeProxy = Proxy;

/** The native behind a stand-in; anything else is itself. */
export const originalOf = <T extends object>(value: T): T => (originals.get(value) as T | undefined) ?? value;

function disguised<T extends object>(native: T, handler: Handler): T {
  // A handler without prototype: else the page could add traps through Object.prototype.
  const proxy = new NativeProxy(native, { __proto__: null, ...handler } as ProxyHandler<T>);
  originals.set(proxy, native);
  return proxy;
}

/**
 * Replaces a function-valued property by a stand-in with the very same attributes.
 * @returns the undo, which leaves the property alone if somebody else has replaced it meanwhile
 * @throws TypeError where the property is not there, is no plain function, or is a stand-in already
 */
export function patchFunction(owner: object, key: string, handler: Handler, ...also: Placement[]): () => void {
  const before = getOwnPropertyDescriptor(owner, key);
  const native: unknown = before?.value;
  if (before === undefined || typeof native !== 'function') throw new TypeError(`no function ${key} to patch`);
  if (originals.get(native) !== undefined) throw new TypeError(`${key} is patched already`);
  const standIn = disguised(native, handler);
  const undo = [place(owner, key, before, native, standIn)];
  for (const { owner: other, key: name } of also)
    undo.push(place(other, name, getOwnPropertyDescriptor(other, name), native, standIn));
  return () => undoAll(undo);
}

/** The same for the getter of an accessor property. */
export function patchGetter(owner: object, key: string, get: ApplyTrap): void {
  const before = getOwnPropertyDescriptor(owner, key);
  if (before?.get === undefined || before.configurable !== true) return;
  const { set, enumerable } = before;
  const standIn = disguised(before.get, { apply: get });
  defineProperty(owner, key, {
    __proto__: null,
    get: standIn,
    set,
    enumerable,
    configurable: true,
  } as PropertyDescriptor);
}

/** Another property that may hold the same function: `WebSocket.prototype.constructor`. */
export interface Placement {
  owner: object;
  key: string;
}

function place(
  owner: object,
  key: string,
  before: PropertyDescriptor | undefined,
  native: object,
  standIn: object,
): () => void {
  if (before?.value !== native || before.configurable !== true) return () => undefined;
  const put = (value: object): void => {
    const { writable, enumerable } = before;
    defineProperty(owner, key, {
      __proto__: null,
      value,
      writable,
      enumerable,
      configurable: true,
    } as PropertyDescriptor);
  };
  put(standIn);
  return () => {
    if (getOwnPropertyDescriptor(owner, key)?.value === standIn) put(native);
  };
}

/** The source text of a stand-in is that of its native; engines print a nameless one for proxies. Once a script: in workers parts share one. */
export function patchToString(): () => void {
  const now: unknown = getOwnPropertyDescriptor(Function.prototype, 'toString')?.value;
  if (typeof now === 'function' && originalOf(now) !== now) return () => undefined;
  return patchFunction(Function.prototype, 'toString', {
    apply: (native, self, args) => {
      return apply(native, typeof self === 'function' ? originalOf(self) : self, args) as unknown;
    },
  });
}
