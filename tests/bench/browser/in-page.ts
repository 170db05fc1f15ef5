/** Functions that are measured inside a page: each stands alone, since only its text goes there. */

/** A socket that the recorder takes for ONE's. */
export function openSocket(): Promise<void> {
  const socket = new WebSocket(location.href.replace('http', 'ws'));
  socket.binaryType = 'arraybuffer';
  (globalThis as { benchSocket?: WebSocket }).benchSocket = socket;
  const hex = 'ab'.repeat(32);
  return new Promise((resolve, reject) => {
    socket.onerror = () => reject(new Error('the socket failed'));
    socket.onopen = () =>
      socket.send(`{"command":"communication_request","sourcePublicKey":"${hex}","targetPublicKey":"${hex}"}`);
    socket.onmessage = () => resolve();
  });
}

/** Milliseconds from the order until `count` frames came to a listener that does nothing. */
export function receive({ count, size }: { count: number; size: number }): Promise<number> {
  const socket = (globalThis as { benchSocket?: WebSocket }).benchSocket!;
  let left = count;
  const start = performance.now();
  return new Promise((resolve) => {
    socket.onmessage = () => {
      left -= 1;
      if (left === 0) resolve(performance.now() - start);
    };
    socket.send(JSON.stringify({ flood: { count, size } }));
  });
}

/** Microseconds that one call of send takes, in runs small enough that nothing piles up. */
export async function send({ count, size }: { count: number; size: number }): Promise<number> {
  const socket = (globalThis as { benchSocket?: WebSocket }).benchSocket!;
  socket.send('{"drop":true}');
  const frame = new Uint8Array(size);
  const run = 100;
  let spent = 0;
  for (let sent = 0; sent < count; sent += run) {
    const start = performance.now();
    for (let i = 0; i < run; i += 1) socket.send(frame);
    spent += performance.now() - start;
    while (socket.bufferedAmount > 0) await new Promise((resolve) => setTimeout(resolve));
  }
  return (spent * 1000) / count;
}

/** Milliseconds for `count` frames there and back, one after the other. */
export function echo({ count, size }: { count: number; size: number }): Promise<number> {
  const socket = (globalThis as { benchSocket?: WebSocket }).benchSocket!;
  const frame = new Uint8Array(size);
  let left = count;
  socket.send('{"echo":true}');
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

/** Milliseconds that parsing and running a script takes in a fresh realm, without its network. */
export function install(source: string): number {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const realm = frame.contentWindow as unknown as { eval(text: string): unknown; performance: Performance };
  // A comment that differs each time: the compiler's cache must not help.
  const text = `${source}\n// ${Math.random()}`;
  const start = performance.now();
  realm.eval(text);
  const spent = performance.now() - start;
  frame.remove();
  return spent;
}
