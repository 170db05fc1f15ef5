import { getter, method } from '../core/trace/captured.ts';

export { hasOwn, isArray, parse } from '../core/trace/captured.ts';

/**
 * What the page scripts of ONE Trace use of their realm, captured while no script of the page has run. Nothing else of the
 * realm may be touched later: no prototype method, no iteration (`for of`, spread, array patterns), no `push`, no promise, no object
 * without `__proto__: null` where the platform reads members from it.
 *
 * Taking one is marked as pure, so that a script carries only those that it uses.
 */
export const { apply, construct, get: reflectGet } = Reflect;
export const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf, freeze } = Object;
export const stringify = JSON.stringify;
export const fromCharCode = String.fromCharCode;

const weak = WeakMap.prototype as WeakMap<object, unknown>;
const weakGet = /* @__PURE__ */ method(weak, 'get');
const weakSet = /* @__PURE__ */ method(weak, 'set');

export interface Notes<Key extends object, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
}

/** A WeakMap whose methods the page cannot replace. */
export function createNotes<Key extends object, Value>(): Notes<Key, Value> {
  const map = new WeakMap<object, unknown>();
  return { get: (key) => weakGet(map, key) as Value | undefined, set: (key, value) => void weakSet(map, key, value) };
}

const clock = performance;
const clockNow = /* @__PURE__ */ method(Performance.prototype, 'now');
export const timeOrigin = clock.timeOrigin;
export const monotonic = (): number => timeOrigin + clockNow(clock);
export const wallClock = Date.now;

const addListener = /* @__PURE__ */ method(EventTarget.prototype, 'addEventListener');
const removeListener = /* @__PURE__ */ method(EventTarget.prototype, 'removeEventListener');

/** Listens before every listener of the page, once however often it is called with the same listener. Returns the undo. */
export function listen(target: EventTarget, type: string, listener: (event: Event) => void): () => void {
  addListener(target, type, listener, true);
  return () => removeListener(target, type, listener, true);
}

/** Takes away what `listen` added; nothing happens where there is nothing. */
export const unlisten = (target: EventTarget, type: string, listener: (event: Event) => void): void =>
  removeListener(target, type, listener, true);

export const dispatch = /* @__PURE__ */ method(EventTarget.prototype, 'dispatchEvent');
export const targetOf = /* @__PURE__ */ getter(Event.prototype, 'target');
export const messageData = /* @__PURE__ */ getter(MessageEvent.prototype as MessageEvent<unknown>, 'data');
export const later = setTimeout.bind(globalThis) as (run: () => void, ms: number) => unknown;
export const CustomEventNative = CustomEvent;

export const postTo = /* @__PURE__ */ method(MessagePort.prototype, 'postMessage') as (
  port: MessagePort,
  message: unknown,
  options?: object,
) => void;
export const startPort = /* @__PURE__ */ method(MessagePort.prototype, 'start');

export const errorName = /* @__PURE__ */ getter(DOMException.prototype, 'name');
export const errorMessage = /* @__PURE__ */ getter(DOMException.prototype, 'message');

/** Puts a value at the end of a list of our own; an assignment would run a setter that the page has put on a prototype. */
export function append<T>(list: T[], value: T): void {
  defineProperty(list, list.length, {
    __proto__: null,
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  } as PropertyDescriptor);
}
