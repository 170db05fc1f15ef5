/** A page that replaces whatever a script of ours might use later. Its sockets go on working: it uses them only through what it kept. */
const calls = { log: '' };
Object.defineProperty(globalThis, 'stolen', { value: calls, enumerable: false });

const { ownKeys, defineProperty } = Reflect;
const { getOwnPropertyDescriptor } = Object;
const NativeError = Error;
const text = String;
const objects = Object.prototype;

const spoil = (owner: object, name: string): void => {
  const keys = ownKeys(owner);
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] as string;
    const before = getOwnPropertyDescriptor(owner, key);
    if (!before?.configurable) continue;
    const label = `${name}.${text(key)}`;
    const steal = function (): never {
      calls.log += `${label} `;
      throw new NativeError(`stolen: ${label}`);
    };
    if (typeof before.value === 'function' && key !== 'constructor')
      defineProperty(owner, key, { ...before, value: steal });
    else if (before.get) defineProperty(owner, key, { ...before, get: steal });
  }
};

declare global {
  var beHostile: () => void;
}

Object.defineProperty(globalThis, 'beHostile', {
  enumerable: false,
  value: () => {
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
    for (let at = 0; at < owners.length; at += 1) {
      const owner = owners[at] as [object, string];
      spoil(owner[0], owner[1]);
    }
    const globals = [
      'Proxy',
      'WeakMap',
      'Promise',
      'Uint8Array',
      'ArrayBuffer',
      'DataView',
      'structuredClone',
      'setTimeout',
      'postMessage',
      'crypto',
      'CustomEvent',
      'MessageChannel',
      'FileReader',
      'Date',
      'URL',
    ];
    const members = [
      'get',
      'set',
      'value',
      'apply',
      'construct',
      'has',
      'capture',
      'once',
      'transfer',
      'detail',
      'toJSON',
      'then',
      'command',
      'type',
      'next',
      'done',
      '0',
      '1',
    ];
    for (let at = 0; at < globals.length; at += 1) {
      const name = globals[at] as string;
      defineProperty(globalThis, name, {
        configurable: true,
        writable: true,
        value: function () {
          calls.log += `${name} `;
          throw new NativeError(`stolen: ${name}`);
        },
      });
    }
    for (let at = 0; at < members.length; at += 1) {
      const key = members[at] as string;
      defineProperty(objects, key, {
        __proto__: null,
        configurable: true,
        get() {
          calls.log += `${`Object.prototype.${key}`} `;
          return undefined;
        },
        set() {
          calls.log += `${`Object.prototype.${key}=`} `;
        },
      } as PropertyDescriptor);
    }
  },
});
export {};
