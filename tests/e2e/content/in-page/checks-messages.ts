import { closed, messages, opened, thrown, type Checks } from './probes.ts';

type AnySend = { send(...args: unknown[]): void };

async function echo(url: string, data: unknown, binaryType: BinaryType = 'arraybuffer'): Promise<string[]> {
  const socket = await opened(new WebSocket(`${url}/echo`));
  socket.binaryType = binaryType;
  const answer = messages(socket, 1);
  (socket as AnySend).send(data);
  const text = await answer;
  socket.close();
  return text;
}

const bytes = Uint8Array.from({ length: 12 }, (_, at) => at);

export const messageChecks: Checks = {
  'text, also with halves of surrogate pairs': async (url) =>
    Promise.all(['', 'plain', 'grüße 👋', '\ud800x', 'x\udc00'].map((text) => echo(url, text))),
  'an ArrayBuffer': (url) => echo(url, bytes.buffer),
  'a view with an offset': (url) => echo(url, bytes.subarray(3, 7)),
  'a view of larger elements': (url) => echo(url, new Uint32Array(bytes.buffer, 4, 1)),
  'a DataView': (url) => echo(url, new DataView(bytes.buffer, 2, 3)),
  'a Blob': (url) => echo(url, new Blob([bytes.subarray(0, 4)])),
  'received as a Blob': (url) => echo(url, bytes, 'blob'),
  'a view of shared memory': async (url) => {
    if (typeof SharedArrayBuffer === 'undefined') return 'no shared memory';
    const shared = new Uint8Array(new SharedArrayBuffer(4)).fill(9);
    return echo(url, shared).catch(String);
  },
  'things that become text': (url) =>
    Promise.all([null, undefined, 5, true, {}, [1, 2], new Date(0), () => 1].map((value) => echo(url, value))),
  'an object is converted once': async (url) => {
    let times = 0;
    const answer = await echo(url, { toString: () => `time ${(times += 1)}` });
    return [answer, times];
  },
  'an object whose conversion throws': async (url) => {
    const socket = await opened(new WebSocket(`${url}/echo`));
    const own = new Error('mine');
    let same: unknown;
    try {
      (socket as AnySend).send({
        toString() {
          throw own;
        },
      });
    } catch (error) {
      same = error === own;
    }
    const rest = [
      thrown(() => (socket as AnySend).send(Symbol('x'))),
      thrown(() => (socket as AnySend).send({ toString: () => ({}) })),
      thrown(() => (socket as AnySend).send()),
    ];
    socket.close();
    return [same, ...rest];
  },
  'send where it is not allowed': (url) => {
    const socket = new WebSocket(`${url}/echo`);
    const results = [
      thrown(() => socket.send('early')),
      thrown(() => WebSocket.prototype.send.call({} as WebSocket, 'x')),
      thrown(() => WebSocket.prototype.send.call(undefined as unknown as WebSocket, 'x')),
      thrown(() => new (WebSocket.prototype.send as unknown as new () => void)()),
      thrown(() => WebSocket.prototype.send.call(new Proxy(socket, {}), 'x')),
    ];
    socket.close();
    return results;
  },
  'close with bad codes and reasons': (url) => {
    const socket = new WebSocket(`${url}/echo`);
    const results = [999, 1001, 2999, 5000, -1, NaN, 'x'].map((code) => thrown(() => socket.close(code as number)));
    results.push(
      thrown(() => socket.close(1000, 'ü'.repeat(62))),
      thrown(() => WebSocket.prototype.close.call({} as WebSocket)),
    );
    return [...results, thrown(() => socket.close(undefined, 'reason alone'))];
  },
  bufferedAmount: async (url) => {
    const socket = await opened(new WebSocket(`${url}/sink`));
    socket.send(new Uint8Array(1000));
    socket.send('grüße');
    const during = socket.bufferedAmount;
    socket.close();
    const gone = closed(socket);
    socket.send('after');
    await gone;
    socket.send(new Uint8Array(7));
    return [during, socket.bufferedAmount, socket.readyState];
  },
  binaryType: async (url) => {
    const socket = new WebSocket(`${url}/echo`);
    const seen: string[] = [socket.binaryType];
    for (const type of ['arraybuffer', 'nonsense', 'blob']) {
      (socket as { binaryType: string }).binaryType = type;
      seen.push(socket.binaryType);
    }
    socket.close();
    return seen;
  },
};
