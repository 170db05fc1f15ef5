import { closed, describeFunction, describeProperties, opened, type Checks } from './probes.ts';

const OURS = ['__ONE_TRACE__', 'collector', 'kit'];

export const shapeChecks: Checks = {
  'the constructor': () => describeFunction(WebSocket),
  'the property that holds the constructor': () => {
    const found = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket');
    return [{ ...found, value: undefined }, found?.value === WebSocket];
  },
  'statics of the constructor': () => describeProperties(WebSocket),
  'members of the prototype': () => describeProperties(WebSocket.prototype),
  'source text as a string': () => [WebSocket, WebSocket.prototype.send, WebSocket.prototype.close].map(String),
  'Function.prototype': () => describeProperties(Function.prototype),
  'toString of toString': () => Function.prototype.toString.toString(),
  'source text of functions of the page': () =>
    [
      function named(a: number) {
        return a;
      },
      class A {},
      () => 1,
    ].map(String),
  'toString of what is no function': () => {
    try {
      return Function.prototype.toString.call({});
    } catch (error) {
      return [(error as Error).name, (error as Error).message];
    }
  },
  'History.prototype': () => describeProperties(History.prototype),
  'Array.prototype': () => describeProperties(Array.prototype),
  'console.error': () => describeFunction(console.error),
  'the console': () => describeProperties(console),
  'prototype chain': () => [
    WebSocket.prototype.constructor === WebSocket,
    Object.getPrototypeOf(WebSocket) === EventTarget,
    Object.getPrototypeOf(WebSocket.prototype) === EventTarget.prototype,
  ],
  'an instance': async (url) => {
    const socket = new WebSocket(`${url}/echo`);
    const seen = [
      socket instanceof WebSocket,
      socket instanceof EventTarget,
      Object.getPrototypeOf(socket) === WebSocket.prototype,
      socket.constructor === WebSocket,
      Object.prototype.toString.call(socket),
      Reflect.ownKeys(socket),
      JSON.stringify(socket),
      Object.isExtensible(socket),
    ];
    await opened(socket);
    socket.close();
    await closed(socket);
    return seen;
  },
  'names of the window, and what can be enumerated': () => {
    const enumerable: string[] = [];
    for (const key in globalThis) enumerable.push(key);
    return [
      Object.getOwnPropertyNames(globalThis)
        .filter((name) => !OURS.includes(name))
        .sort(),
      enumerable.sort(),
    ];
  },
  'statics can be extended and removed': () => {
    (WebSocket as unknown as { extra?: number }).extra = 5;
    const has = ['extra' in WebSocket, Object.hasOwn(WebSocket, 'extra')];
    delete (WebSocket as unknown as { extra?: number }).extra;
    return [...has, 'extra' in WebSocket, Object.isFrozen(WebSocket), Object.isExtensible(WebSocket)];
  },
  'the constructor can be replaced and put back': () => {
    const before = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket') as PropertyDescriptor;
    const deleted = delete (globalThis as { WebSocket?: unknown }).WebSocket;
    const isGone = !('WebSocket' in globalThis);
    Object.defineProperty(globalThis, 'WebSocket', before);
    return [deleted, isGone, typeof WebSocket];
  },
};
