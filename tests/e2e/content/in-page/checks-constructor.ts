import { closed, opened, thrown, type Checks } from './probes.ts';

type AnyConstructor = new (...args: unknown[]) => WebSocket;
const Any = (): AnyConstructor => WebSocket as unknown as AnyConstructor;

export const constructorChecks: Checks = {
  'called without new': () => thrown(() => (WebSocket as unknown as () => void)()),
  'called on something': () => thrown(() => Reflect.apply(WebSocket, {}, ['ws://x/'])),
  'without arguments': () => thrown(() => new (Any())()),
  'bad addresses': () =>
    ['', 'not a url', 'http://[', 'ftp://x/', 'ws://x/#fragment', 'ws://u:p@127.0.0.1:1/', 'mailto:a'].map((bad) =>
      thrown(() => new WebSocket(bad).close()),
    ),
  'bad protocols': (url) =>
    ['', 'a b', 'a,b', ['a', 'a'], [''], ['ok', 'ö']].map((bad) => thrown(() => new WebSocket(url, bad))),
  'an address that throws': () => {
    const own = new Error('mine');
    try {
      new (Any())({
        toString() {
          throw own;
        },
      });
      return 'nothing thrown';
    } catch (error) {
      return error === own;
    }
  },
  'an address is converted once': (url) => {
    let times = 0;
    const socket = new (Any())({ toString: () => ((times += 1), `${url}/echo`) });
    socket.close();
    return times;
  },
  'protocols are read once': (url) => {
    const log: string[] = [];
    const list = new Proxy(['one'], {
      get: (target, key, receiver) => (log.push(String(key)), Reflect.get(target, key, receiver) as unknown),
    });
    const socket = new (Any())(`${url}/echo`, {
      [Symbol.iterator]: () => (log.push('iterated'), list[Symbol.iterator]()),
    });
    socket.close();
    return log;
  },
  'new.target of another class': async (url) => {
    const socket: WebSocket = Reflect.construct(WebSocket, [`${url}/echo`], Map);
    return [
      Object.getPrototypeOf(socket) === Map.prototype,
      socket instanceof WebSocket,
      Reflect.get(WebSocket.prototype, 'url', socket),
    ];
  },
  'a subclass': async (url) => {
    const log: unknown[] = [];
    class Chatty extends WebSocket {
      extra = 3;
      constructor(address: string) {
        super(address);
        log.push(new.target === Chatty, this.readyState);
      }
      override send(data: string): void {
        log.push(`sends ${data}`);
        super.send(data);
      }
    }
    const socket = new Chatty(`${url}/echo`);
    log.push(
      socket instanceof Chatty,
      socket instanceof WebSocket,
      socket.extra,
      Object.getPrototypeOf(socket) === Chatty.prototype,
      Chatty.OPEN,
      Chatty.length,
      Object.keys(socket),
    );
    await opened(socket);
    socket.send('x');
    const answer = await new Promise((resolve) => (socket.onmessage = ({ data }) => resolve(data)));
    socket.close(3000, 'done');
    return [...log, answer, await closed(socket)];
  },
  'state and address while connecting': (url) => {
    const socket = new WebSocket(url.replace('ws:', 'WS:') + '/echo?q=1', ['a', 'b']);
    const seen = [
      socket.readyState,
      socket.url.replace(/:\d+/, ''),
      socket.protocol,
      socket.extensions,
      socket.binaryType,
      socket.bufferedAmount,
    ];
    socket.close();
    return [...seen, socket.readyState];
  },
  'the realm of a frame': async (url) => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const theirs = frame.contentWindow as Window & typeof globalThis;
    const socket = new theirs.WebSocket(`${url}/echo`);
    const seen = [
      theirs.WebSocket === WebSocket,
      socket instanceof WebSocket,
      socket instanceof theirs.WebSocket,
      theirs.WebSocket.prototype.constructor === theirs.WebSocket,
      theirs.Function.prototype.toString.call(theirs.WebSocket),
      String(theirs.WebSocket),
    ];
    await opened(socket);
    WebSocket.prototype.send.call(socket, 'across');
    const answer = await new Promise((resolve) => (socket.onmessage = ({ data }) => resolve(data)));
    socket.close();
    await closed(socket);
    frame.remove();
    return [...seen, answer];
  },
};
