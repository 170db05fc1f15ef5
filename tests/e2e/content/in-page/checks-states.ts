import { closed, opened, thrown, type Checks } from './probes.ts';

type AnySocket = new (...args: unknown[]) => WebSocket;

const closing = async (url: string, ...args: [code?: unknown, reason?: unknown]): Promise<unknown> => {
  const socket = await opened(new WebSocket(`${url}/echo`));
  const outcome = thrown(() => (socket.close as (...all: unknown[]) => void)(...args));
  const state = socket.readyState;
  if (state === WebSocket.OPEN) socket.close();
  return [outcome, state, await closed(socket)];
};

/** WHATWG WebSockets §3: what a socket says of itself at each step, the limits of close(), and how listeners are kept. */
export const stateChecks: Checks = {
  'readyState at each step, in events and between them': async (url) => {
    const socket = new WebSocket(`${url}/echo`);
    const states: unknown[] = ['made', socket.readyState];
    const note = (type: string) => socket.addEventListener(type, () => states.push(type, socket.readyState));
    for (const type of ['open', 'message', 'error', 'close']) note(type);
    await opened(socket);
    socket.send('x');
    await new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }));
    socket.close();
    states.push(
      'closing',
      socket.readyState,
      thrown(() => socket.send('late')),
      thrown(() => socket.close()),
    );
    await closed(socket);
    states.push(
      socket.readyState,
      thrown(() => socket.send('gone')),
      thrown(() => socket.close(3000, 'again')),
    );
    return states;
  },
  'codes at the edges of what close() takes': (url) =>
    Promise.all(
      [1000, 3000, 4999, 1000.9, '3001', 65_536 + 1000, null, 0, 1005, 1006, 1015, Infinity].map((code) =>
        closing(url, code),
      ),
    ),
  'reasons at the edge of 123 bytes': (url) =>
    Promise.all(
      ['a'.repeat(123), 'a'.repeat(124), 'ü'.repeat(61), 'ü'.repeat(62), '👋'.repeat(30), '\ud800', '', null].map(
        (reason) => closing(url, 3000, reason),
      ),
    ),
  'once, signal, and a listener that is added twice': async (url) => {
    const socket = await opened(new WebSocket(`${url}/echo`));
    const log: string[] = [];
    const controller = new AbortController();
    const twice = (): void => void log.push('twice');
    socket.addEventListener('message', () => log.push('once'), { once: true });
    socket.addEventListener('message', () => log.push('until aborted'), { signal: controller.signal });
    socket.addEventListener('message', () => log.push('never'), { signal: AbortSignal.abort() });
    socket.addEventListener('message', twice);
    socket.addEventListener('message', twice);
    socket.addEventListener('message', twice, true);
    socket.addEventListener('message', () => log.push('passive'), { passive: true });
    for (const text of ['a', 'b']) {
      const answer = new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }));
      socket.send(text);
      await answer;
      log.push(text);
      controller.abort();
    }
    socket.close();
    return log;
  },
  'handlers: kept in their place, null, and what is no function': async (url) => {
    const socket = await opened(new WebSocket(`${url}/echo`));
    const log: unknown[] = [];
    socket.onmessage = () => log.push('first handler');
    socket.addEventListener('message', () => log.push('listener'));
    socket.onmessage = () => log.push('second handler');
    const handler = socket.onmessage;
    log.push(socket.onmessage === handler);
    for (const value of [5, 'x', {}, undefined]) {
      (socket as { onclose: unknown }).onclose = value;
      log.push(typeof socket.onclose, socket.onclose === value);
    }
    const answer = new Promise((resolve) => socket.addEventListener('message', resolve));
    socket.send('x');
    await answer;
    socket.close();
    return log;
  },
  'what a handler returns, and that `this` is the socket': async (url) => {
    const socket = await opened(new WebSocket(`${url}/echo`));
    const seen = await new Promise<unknown[]>((resolve) => {
      socket.onmessage = function (event) {
        queueMicrotask(() => resolve([this === socket, event.target === socket, event.defaultPrevented]));
        return false;
      };
      socket.send('x');
    });
    socket.close();
    return seen;
  },
  'microtasks between listeners': async (url) => {
    const socket = await opened(new WebSocket(`${url}/echo`));
    const log: string[] = [];
    for (const name of ['a', 'b'])
      socket.addEventListener('message', () => {
        log.push(name);
        queueMicrotask(() => log.push(`after ${name}`));
      });
    const answer = new Promise((resolve) => socket.addEventListener('message', () => setTimeout(resolve)));
    socket.send('x');
    await answer;
    socket.close();
    return log;
  },
  'accessors on what is no socket': () => {
    const { prototype } = WebSocket;
    return Object.entries(Object.getOwnPropertyDescriptors(prototype)).map(([key, { get, set }]) => [
      key,
      ...[{}, null, 5, prototype, EventTarget.prototype, new Proxy({}, {})].map((self) => [
        get && thrown(() => Reflect.apply(get, self, [])),
        set && thrown(() => Reflect.apply(set, self, [null])),
      ]),
    ]);
  },
  'Reflect.construct with and without a new.target, and of no constructor': (url) => {
    class Other {}
    const bound = WebSocket.bind(null) as unknown as AnySocket;
    const made: WebSocket[] = [
      Reflect.construct(WebSocket, [`${url}/echo`]),
      Reflect.construct(WebSocket, [`${url}/echo`], Other),
      new bound(`${url}/echo`),
    ];
    const seen = made.map((socket) => {
      WebSocket.prototype.close.call(socket);
      return [socket instanceof WebSocket, socket instanceof Other, Object.getPrototypeOf(socket) === Other.prototype];
    });
    return [seen, thrown(() => Reflect.construct(WebSocket, [url], (() => 1) as never)), bound.name];
  },
  'a new.target whose prototype is no object, or throws': (url) => {
    const strange = function () {} as unknown as { prototype: unknown };
    strange.prototype = 5;
    const socket: WebSocket = Reflect.construct(WebSocket, [`${url}/echo`], strange as never);
    // In Chromium it has no methods of its own then.
    WebSocket.prototype.close.call(socket);
    const throws = new Proxy(function () {}, {
      get() {
        throw new RangeError('mine');
      },
    });
    return [
      Object.getPrototypeOf(socket) === WebSocket.prototype,
      thrown(() => Reflect.construct(WebSocket, [url], throws) as unknown),
    ];
  },
  'a socket cannot be cloned or sent': (url) => {
    const socket = new WebSocket(`${url}/echo`);
    const seen = [
      thrown(() => structuredClone(socket)),
      thrown(() => window.postMessage(socket, '*')),
      thrown(() => structuredClone(null, { transfer: [socket as never] })),
    ];
    socket.close();
    return seen;
  },
  'classes of a frame, across realms': async (url) => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const theirs = frame.contentWindow as Window & typeof globalThis;
    const mine = Reflect.construct(WebSocket, [`${url}/echo`], theirs.WebSocket);
    const seen = [
      mine instanceof WebSocket,
      mine instanceof theirs.WebSocket,
      thrown(() => new theirs.WebSocket('http://[')),
      (() => {
        try {
          new theirs.WebSocket('http://[').close();
          return 'nothing thrown';
        } catch (error) {
          return [error instanceof DOMException, error instanceof theirs.DOMException];
        }
      })(),
    ];
    await opened(mine);
    theirs.WebSocket.prototype.close.call(mine, 3000, 'across');
    const end = await closed(mine);
    frame.remove();
    return [...seen, end, thrown(() => new theirs.WebSocket(url).close())];
  },
};
