/**
 * Natives taken while the module loads, in forms that look nothing up when they are called: parts of core run inside pages
 * (the hook), and a page may replace every prototype method afterwards.
 */
const { bind, call } = Function.prototype;

/** `method` as a function of its receiver. */
export const uncurry = bind.bind(call) as unknown as <Self, Args extends unknown[], Result>(
  method: (this: Self, ...args: Args) => Result,
) => (self: Self, ...args: Args) => Result;

type Method = (...args: never[]) => unknown;
type Keys<T> = { [K in keyof T]: T[K] extends Method ? K : never }[keyof T];

/** The method `key` of a prototype, as a function of its receiver. */
export function method<T extends object, K extends Keys<T>>(prototype: T, key: K) {
  const native = prototype[key] as unknown as (this: T, ...args: unknown[]) => unknown;
  return uncurry(native) as unknown as T[K] extends (...args: infer Args) => infer Result
    ? (self: T, ...args: Args) => Result
    : never;
}

/** The accessor `key` of a prototype, as a function of its receiver. */
export function getter<T extends object, K extends keyof T>(prototype: T, key: K): (self: T) => T[K] {
  const native = Object.getOwnPropertyDescriptor(prototype, key)?.get;
  if (native === undefined) throw new TypeError(`no accessor ${String(key)}`);
  return uncurry(native);
}

const typed = Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array;

export const Bytes = Uint8Array;
export const Buffer = ArrayBuffer;
export const View = DataView;
export const setBytes = /* @__PURE__ */ method(typed, 'set') as (
  self: Uint8Array,
  source: Uint8Array,
  offset?: number,
) => void;
export const fillBytes = /* @__PURE__ */ method(typed, 'fill');
export const byteLengthOf = /* @__PURE__ */ getter(typed, 'byteLength');

export const { isArray } = Array;
export const hasOwn = /* @__PURE__ */ method(Object.prototype, 'hasOwnProperty');
export const parse = JSON.parse as (text: string) => unknown;
