import { OPEN, type Socket, type SocketConstructor } from '../connection/socket.ts';
import { noTap, type ConnectionTap } from '../connection/tap.ts';
import { toBase64, toHex, utf8 } from '../crypto/bytes.ts';
import { now } from '../truth/now.ts';
import type { TraceHeader, TraceRecord } from './trace-record.ts';

export interface Recorder {
  /** The constructor a peer should use: its sockets are recorded as a page hook would see them. */
  wrap(constructor: SocketConstructor): SocketConstructor;
  /** Records a socket somebody else has opened: an accepted direct connection. */
  adopt(socket: Socket, url: string): void;
  /** Calls, and what the page hook learns by live discovery: keys and plugin chain. */
  tap(socket: Socket): ConnectionTap;
  /** `later` milliseconds from now: time that passes in the trace without passing in the test. */
  note(text: string, later?: number): void;
  /** The lines of a .onetrace file so far, header first. */
  lines(): string[];
}

export function createRecorder(title: string): Recorder {
  const created = new Date().toISOString();
  const page = 'p1';
  const conns = new WeakMap<Socket, string>();
  const records: TraceRecord[] = [
    { kind: 'page', page, t: now(), url: `http://127.0.0.1/${title}`, title, realm: 'window' },
  ];
  let count = 0;

  const adopt = (socket: Socket, url: string): void => {
    const conn = `ws${++count}`;
    conns.set(socket, conn);
    records.push({ kind: 'open', conn, page, t: now(), transport: 'websocket', url, protocols: [] });
    recordSocket(socket, conn, (record) => records.push(record));
  };

  return {
    adopt,
    wrap: (constructor) =>
      function (url: string) {
        const socket = new constructor(url);
        adopt(socket, url);
        return socket;
      } as unknown as SocketConstructor,
    tap(socket) {
      const conn = conns.get(socket) ?? '';
      return {
        ...noTap,
        keys: (key, sendCounter, receiveCounter) =>
          records.push({
            kind: 'key',
            conn,
            t: now(),
            cipher: 'xsalsa20poly1305',
            key: toHex(key),
            sendCounter,
            receiveCounter,
            step: 2,
          }),
        // not by wrapping socket.close: `ws` calls that itself when the other side closes
        call: (method, code, reason) => records.push({ kind: 'call', conn, t: now(), method, code, reason }),
        chain: (event, name, order, connectionId) =>
          records.push({ kind: 'plugin', conn, t: now(), event, name, order, connectionId }),
      };
    },
    note: (text, later = 0) => void records.push({ kind: 'note', t: now() + later, type: 'mark', text }),
    lines() {
      const header: TraceHeader = {
        format: 'one-trace',
        version: 1,
        created,
        generator: 'ONE lab',
        redaction: 'none',
      };
      return [header, ...records].map((line) => JSON.stringify(line));
    },
  };
}

function recordSocket(socket: Socket, conn: string, write: (record: TraceRecord) => void): void {
  let seq = 0;
  const frame = (dir: 'in' | 'out', data: unknown): void => {
    const head = { kind: 'frame', conn, seq: seq++, t: now(), dir } as const;
    if (typeof data === 'string') {
      write({ ...head, type: 'text', size: utf8(data).length, text: data });
    } else {
      const bytes = new Uint8Array(data as ArrayBuffer);
      write({ ...head, type: 'binary', size: bytes.length, base64: toBase64(bytes) });
    }
  };
  const opened = (): void => write({ kind: 'state', conn, t: now(), state: 'open' });
  if (socket.readyState === OPEN) opened();
  socket.addEventListener('open', opened);
  socket.addEventListener('message', ({ data }) => {
    // a browser delivers nothing once close() was called, `ws` would
    if (socket.readyState === OPEN) frame('in', data);
  });
  socket.addEventListener('close', ({ code, reason, wasClean }) =>
    write({ kind: 'close', conn, t: now(), code, reason, clean: wasClean }),
  );
  socket.addEventListener('error', () => write({ kind: 'error', conn, t: now(), message: 'WebSocket error' }));

  const send = socket.send.bind(socket);
  socket.send = (data) => {
    frame('out', data);
    send(data);
  };
}
