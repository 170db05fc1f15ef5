import { hostOf, isKnownCommHost } from '../model/host.ts';
import { recogniseText } from '../signs/recognise-text.ts';
import { decodeBase64 } from '../trace/base64.ts';
import { createPageWriter, type PageWriter } from '../trace/page-writer.ts';
import { logMessage, type LogSocket } from './log-socket.ts';

/** Records read at once: the rest stays in the log until the recorder has these. */
const MOST_BYTES = 4_194_304;
/** The largest payload of one frame that is recorded (TRACE-FORMAT §1). */
const PAYLOAD_BYTES = 16_777_216;
/** A connection of ONE says so with its first messages (PROTOCOL §9). */
const OPENING_MESSAGES = 8;

interface Known {
  number: number;
  /** Messages of the log that were read. */
  read: number;
  seq: number;
  last: number;
  hasEnded: boolean;
}

/** Turns what the log says, read again and again, into records of what is new in it. */
export interface LogFeed {
  /** A page of what has come since; undefined where nothing has. */
  read(sockets: readonly LogSocket[]): Uint8Array | undefined;
  /** Passes over what is in the log by now: it was there while nothing was to be recorded. */
  skip(sockets: readonly LogSocket[]): void;
  /** The log has the whole of this socket: it is over. */
  ended(socket: LogSocket): Uint8Array | undefined;
  /** The page is gone, and its workers with it. */
  farewell(t: number): Uint8Array | undefined;
  has(socket: LogSocket): boolean;
}

/** `url` of the page that the workers belong to. */
export function createLogFeed(url: string): LogFeed {
  const known = new Map<string, Known>();
  /** Messages that came while nothing was to be recorded. */
  const skipped = new Map<string, number>();
  const writer = createPageWriter(65_536);
  let isAnnounced = false;
  let last = 0;

  function announce(t: number): void {
    if (isAnnounced) return;
    isAnnounced = true;
    writer.record('page', 0, t, JSON.stringify({ page: 'log', url, realm: 'worker', parent: 'owner' }));
  }

  function begin(socket: LogSocket): Known {
    const made = {
      number: known.size + 1,
      read: skipped.get(socket.key) ?? 0,
      seq: 0,
      last: socket.t,
      hasEnded: false,
    };
    known.set(socket.key, made);
    announce(socket.t);
    const open = {
      page: 'log',
      transport: 'websocket',
      url: socket.url,
      via: 'har',
      ...(made.read > 0 ? { late: true } : {}),
    };
    writer.record('open', made.number, socket.t, JSON.stringify(open));
    if (socket.isUp) writer.record('state', made.number, socket.t, JSON.stringify({ state: 'open' }));
    return made;
  }

  function take(socket: LogSocket): void {
    const of = known.get(socket.key) ?? (isOne(socket) ? begin(socket) : undefined);
    if (of === undefined) return;
    for (; of.read < socket.messages.length && writer.bytes < MOST_BYTES; of.read += 1)
      write(writer, of, socket.messages[of.read]);
    last = Math.max(last, of.last);
  }

  const page = (): Uint8Array | undefined => (writer.count === 0 ? undefined : new Uint8Array(writer.take()));

  return {
    has: ({ key }) => known.has(key),
    read(sockets) {
      for (const socket of sockets) take(socket);
      return page();
    },
    skip(sockets) {
      for (const socket of sockets) {
        const of = known.get(socket.key);
        if (of) of.read = Math.max(of.read, socket.messages.length);
        else skipped.set(socket.key, socket.messages.length);
      }
    },
    ended(socket) {
      take(socket);
      const of = known.get(socket.key);
      if (of && !of.hasEnded && of.read >= socket.messages.length) {
        of.hasEnded = true;
        writer.record('state', of.number, of.last, JSON.stringify({ state: 'closing' }));
      }
      return page();
    },
    farewell(t) {
      if (!isAnnounced) return undefined;
      const note = { type: 'navigation', text: 'page gone' };
      writer.record('note', 0, Math.max(t, last), JSON.stringify(note));
      return page();
    },
  };
}

function isOne({ url, messages }: LogSocket): boolean {
  if (isKnownCommHost(hostOf(url))) return true;
  return messages.slice(0, OPENING_MESSAGES).some((each) => {
    const message = logMessage(each);
    return message?.opcode === 1 && recogniseText(message.data, false) !== undefined;
  });
}

function write(writer: PageWriter, of: Known, value: unknown): void {
  const message = logMessage(value);
  if (message === undefined) {
    const why = "the browser's network log has a message in a form that is not known";
    return writer.record('lost', of.number, of.last, JSON.stringify({ count: 1, why }));
  }
  const t = message.time * 1000;
  of.last = t;
  if (message.type === 'error') return writer.record('error', of.number, t, JSON.stringify({ message: message.data }));
  const isText = message.opcode === 1;
  const payload = isText ? new TextEncoder().encode(message.data) : decodeBase64(message.data);
  if (payload === undefined) {
    const why = "the browser's network log has bytes that are no base64";
    return writer.record('lost', of.number, t, JSON.stringify({ count: 1, why }));
  }
  const cut = payload.length > PAYLOAD_BYTES;
  const head = {
    conn: of.number,
    seq: of.seq,
    t,
    dir: message.type === 'send' ? 'out' : 'in',
    type: isText ? 'text' : 'binary',
    size: payload.length,
    ...(cut ? { truncated: true } : {}),
  } as const;
  of.seq += 1;
  writer.frame(head, cut ? payload.subarray(0, PAYLOAD_BYTES) : payload);
}
