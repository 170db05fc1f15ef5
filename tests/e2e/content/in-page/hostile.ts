/** A page that replaces whatever a script of ours might use later. Its sockets go on working: it uses them only through what it kept. */
const calls: string[] = [];
Object.defineProperty(globalThis, 'stolen', { value: calls, enumerable: false });

const spoil = (owner: object, name: string): void => {
  for (const key of Reflect.ownKeys(owner)) {
    const before = Object.getOwnPropertyDescriptor(owner, key);
    if (!before?.configurable) continue;
    const label = `${name}.${String(key)}`;
    const steal = function (): never {
      calls[calls.length] = label;
      throw new Error(`stolen: ${label}`);
    };
    if (typeof before.value === 'function' && key !== 'constructor') Reflect.defineProperty(owner, key, { ...before, value: steal });
    else if (before.get) Reflect.defineProperty(owner, key, { ...before, get: steal });
  }
};

declare global {
  var beHostile: () => void;
}

Object.defineProperty(globalThis, 'beHostile', {
  enumerable: false,
  value: () => {
    const { defineProperty } = Reflect;
    const typed = Object.getPrototypeOf(Uint8Array.prototype) as object;
    const iterator = Object.getPrototypeOf([][Symbol.iterator]()) as object;
    const owners: [object, string][] = [
      [Event.prototype, 'Event'],
      [MessageEvent.prototype, 'MessageEvent'],
      [CloseEvent.prototype, 'CloseEvent'],
      [MessagePort.prototype, 'MessagePort'],
      [EventTarget.prototype, 'EventTarget'],
      [TextEncoder.prototype, 'TextEncoder'],
      [DataView.prototype, 'DataView'],
      [ArrayBuffer.prototype, 'ArrayBuffer'],
      [Blob.prototype, 'Blob'],
      [FileReader.prototype, 'FileReader'],
      [WeakMap.prototype, 'WeakMap'],
      [Map.prototype, 'Map'],
      [Promise.prototype, 'Promise'],
      [Performance.prototype, 'Performance'],
      [History.prototype, 'History'],
      [Document.prototype, 'Document'],
      [DOMException.prototype, 'DOMException'],
      [WebSocket.prototype, 'WebSocket'],
      [String.prototype, 'String'],
      [typed, 'TypedArray'],
      [iterator, 'ArrayIterator'],
      [JSON, 'JSON'],
      [Math, 'Math'],
      [Object, 'Object'],
      [Reflect, 'Reflect'],
      [Array.prototype, 'Array'],
      [Function.prototype, 'Function'],
    ];
    for (let at = 0; at < owners.length; at += 1) spoil(...(owners[at] as [object, string]));
    for (const name of ['Proxy', 'WeakMap', 'Promise', 'Uint8Array', 'ArrayBuffer', 'DataView', 'structuredClone', 'setTimeout', 'postMessage', 'crypto', 'CustomEvent', 'MessageChannel', 'FileReader', 'Date', 'URL'] as const) {
      defineProperty(globalThis, name, { configurable: true, writable: true, value: function () { calls[calls.length] = name; throw new Error(`stolen: ${name}`); } });
    }
    for (const key of ['get', 'set', 'value', 'apply', 'construct', 'has', 'capture', 'once', 'transfer', 'detail', 'toJSON', 'then', 'command', 'type', 'next', 'done', '0', '1']) {
      defineProperty(Object.prototype, key, { configurable: true, get() { calls[calls.length] = `Object.prototype.${key}`; return undefined; }, set() { calls[calls.length] = `Object.prototype.${key}=`; } });
    }
  },
});
