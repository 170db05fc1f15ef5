import type { FloodOrder } from './bench-server.ts';

/** Functions that are measured inside a page: each stands alone, since only its text goes there. */

/** What they keep in the page. */
interface Bench {
  socket: WebSocket;
  /** Tells the server that frames were taken. */
  taken: WebSocket;
  name: string;
  /** Messages in both directions, over all sockets so far. */
  messages: number;
  flooded?: Flooded;
}
type BenchWorld = { bench?: Bench };

/** How a flood came in. Times are epoch milliseconds, so that those of another window compare. */
export interface Flooded {
  count: number;
  from: number;
  to: number;
}

/** A new socket that the recorder takes for ONE's; the one before is closed. */
export async function openSocket(): Promise<void> {
  const world = globalThis as BenchWorld;
  world.bench?.socket.close();
  world.bench?.taken.close();
  const name = `s${String(Math.random()).slice(2)}`;
  const socket = new WebSocket(`${location.href.replace('http', 'ws')}${name}`);
  socket.binaryType = 'arraybuffer';
  const hex = 'ab'.repeat(32);
  await new Promise<void>((resolve, reject) => {
    socket.onerror = () => reject(new Error('the socket failed'));
    socket.onopen = () =>
      socket.send(`{"command":"communication_request","sourcePublicKey":"${hex}","targetPublicKey":"${hex}"}`);
    socket.onmessage = () => resolve();
  });
  const taken = new WebSocket(`${socket.url}/taken`);
  await new Promise((resolve) => (taken.onopen = resolve));
  world.bench = { socket, taken, name, messages: (world.bench?.messages ?? 0) + 2 };
}

export const messages = (): number => (globalThis as BenchWorld).bench?.messages ?? 0;

/** Orders frames, for a listener that does nothing but count; `flooded` tells when they have come. */
export function startFlood({ order, step }: { order: FloodOrder & { [key: string]: number }; step: number }): void {
  const bench = (globalThis as BenchWorld).bench!;
  let expected = Infinity;
  let count = 0;
  const from = performance.timeOrigin + performance.now();
  delete bench.flooded;
  const finish = (): void => {
    bench.messages += count;
    bench.flooded = { count, from, to: performance.timeOrigin + performance.now() };
  };
  bench.socket.onmessage = () => {
    count += 1;
    if (count % step === 0) bench.taken.send(String(count));
    if (count === expected) finish();
  };
  void fetch(`/flood/${bench.name}?order=${encodeURIComponent(JSON.stringify(order))}`)
    .then((response) => response.text())
    .then((text) => {
      expected = Number(text);
      if (count === expected) finish();
    });
}

export const flooded = (): Flooded | null => (globalThis as BenchWorld).bench?.flooded ?? null;

/** Microseconds that one call of send takes, in runs small enough that nothing piles up. */
export async function send({ count, size }: { count: number; size: number }): Promise<number> {
  const bench = (globalThis as BenchWorld).bench!;
  const { socket } = bench;
  socket.send('{"echo":false}');
  const frame = new Uint8Array(size);
  const run = 100;
  let spent = 0;
  for (let sent = 0; sent < count; sent += run) {
    const start = performance.now();
    for (let i = 0; i < run; i += 1) socket.send(frame);
    spent += performance.now() - start;
    while (socket.bufferedAmount > 0) await new Promise((resolve) => setTimeout(resolve));
  }
  bench.messages += Math.ceil(count / run) * run + 1;
  return (spent * 1000) / count;
}

/** Milliseconds for `count` frames there and back, one after the other. */
export function echo({ count, size }: { count: number; size: number }): Promise<number> {
  const bench = (globalThis as BenchWorld).bench!;
  const { socket } = bench;
  const frame = new Uint8Array(size);
  let left = count;
  socket.send('{"echo":true}');
  bench.messages += 2 * count + 1;
  const start = performance.now();
  return new Promise((resolve) => {
    socket.onmessage = () => {
      left -= 1;
      if (left === 0) resolve(performance.now() - start);
      else socket.send(frame);
    };
    socket.send(frame);
  });
}

/** Milliseconds that parsing and running scripts takes in a fresh realm, without its network. */
export function install(sources: string[]): number {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const realm = frame.contentWindow as unknown as { eval(text: string): unknown };
  // A comment that differs each time: the compiler's cache must not help.
  const texts = sources.map((source) => `${source}\n// ${Math.random()}`);
  const start = performance.now();
  for (const text of texts) realm.eval(text);
  const spent = performance.now() - start;
  frame.remove();
  return spent;
}

/** Milliseconds that one part of capturing takes alone (probe.ts). */
export function probeAlone(order: { part: string; total: number; size: number }): Promise<number> {
  return new Promise((resolve) => {
    addEventListener('bench-probed', (event) => resolve((event as CustomEvent<number>).detail), { once: true });
    dispatchEvent(new CustomEvent('bench-probe', { detail: JSON.stringify(order) }));
  });
}
