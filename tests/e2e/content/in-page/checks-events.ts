import { closed, opened, type Checks } from './probes.ts';

/** Names of the events with the socket's state, as listeners of every kind see them, until it closes. */
function logged(socket: WebSocket): Promise<string[]> {
  const log: string[] = [];
  const note =
    (how: string) =>
    (event: Event): void => {
      const data: unknown = (event as MessageEvent).data;
      log.push(
        [
          how,
          event.type,
          typeof data === 'string' ? data : typeof data,
          socket.readyState,
          event.eventPhase,
          event.isTrusted,
          event.currentTarget === socket,
        ].join(' '),
      );
    };
  for (const type of ['open', 'message', 'error', 'close'] as const) {
    socket.addEventListener(type, { handleEvent: note('object') });
    socket[`on${type}`] = note('handler');
    socket.addEventListener(type, note('capturing'), true);
    socket.addEventListener(type, note('once'), { once: true });
  }
  return new Promise((resolve) => socket.addEventListener('close', () => setTimeout(() => resolve(log))));
}

export const eventChecks: Checks = {
  'order of events: greeting': (url) => logged(new WebSocket(`${url}/greet`)),
  'order of events: refused': async (url) => {
    const socket = new WebSocket(`${url}/refuse`);
    const [log, close] = await Promise.all([logged(socket), closed(socket)]);
    return [log, close];
  },
  'order of events: nobody there': async () => {
    const socket = new WebSocket('ws://127.0.0.1:1/');
    const [log, close] = await Promise.all([logged(socket), closed(socket)]);
    return [log, close];
  },
  'order of events: closed while connecting': async (url) => {
    const socket = new WebSocket(`${url}/echo`);
    const all = Promise.all([logged(socket), closed(socket)]);
    socket.close(3001, 'changed my mind');
    return all;
  },
  'close codes of the server': (url) =>
    Promise.all(
      [1000, 1001, 1011, 3000, 4999].map((code) => closed(new WebSocket(`${url}/close?code=${code}&reason=because`))),
    ),
  'a dropped connection': (url) => closed(new WebSocket(`${url}/drop`)),
  'close by the page': async (url) => {
    const results: unknown[] = [];
    for (const args of [[], [1000], [3456, 'grüße'], [1000, '']] as [number?, string?][]) {
      const socket = await opened(new WebSocket(`${url}/echo`));
      socket.close(...args);
      const state = socket.readyState;
      results.push([state, await closed(socket), socket.readyState]);
    }
    return results;
  },
  'a protocol that is chosen': async (url) => {
    const socket = await opened(new WebSocket(`${url}/echo`, ['first', 'second']));
    const seen = [socket.protocol, socket.extensions];
    socket.close();
    return seen;
  },
  'members of a message event': async (url) => {
    const socket = await opened(new WebSocket(`${url}/echo`));
    const event = await new Promise<MessageEvent>((resolve) => {
      socket.onmessage = resolve;
      socket.send('x');
    });
    socket.close();
    return [
      event.constructor === MessageEvent,
      event.origin === url,
      event.lastEventId,
      event.source,
      event.ports.length,
      event.bubbles,
      event.cancelable,
      event.data === event.data,
      Reflect.ownKeys(event),
    ];
  },
  'binary data is the same object each time': async (url) => {
    const socket = await opened(new WebSocket(`${url}/echo`));
    socket.binaryType = 'arraybuffer';
    const event = await new Promise<MessageEvent<ArrayBuffer>>((resolve) => {
      socket.onmessage = resolve;
      socket.send(new Uint8Array(3));
    });
    socket.close();
    return [
      event.data === event.data,
      event.data.byteLength,
      structuredClone(event.data, { transfer: [event.data] }).byteLength,
      event.data.byteLength,
    ];
  },
  'events that the page makes itself': async (url) => {
    const socket = await opened(new WebSocket(`${url}/echo`));
    const log: unknown[] = [];
    socket.onmessage = ({ data, isTrusted }) => log.push(data, isTrusted);
    const event = new MessageEvent('message', { data: 'forged' });
    log.push(socket.dispatchEvent(event));
    socket.close();
    return log;
  },
  'listeners that are stopped, removed, or throw': async (url) => {
    const socket = await opened(new WebSocket(`${url}/echo`));
    const log: unknown[] = [];
    const removed = (): void => void log.push('removed');
    const errors: string[] = [];
    const onError = (event: ErrorEvent): void => (errors.push(event.message), event.preventDefault());
    addEventListener('error', onError);
    socket.addEventListener('message', removed);
    socket.removeEventListener('message', removed);
    socket.addEventListener('message', () => {
      log.push('first');
      throw new Error('listener fails');
    });
    socket.addEventListener('message', (event) => (log.push('second'), event.stopImmediatePropagation()));
    socket.addEventListener('message', () => log.push('never'));
    socket.send('x');
    await new Promise((resolve) => setTimeout(resolve, 100));
    removeEventListener('error', onError);
    socket.close();
    return [log, errors];
  },
};
