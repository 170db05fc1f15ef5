import { connect, type Socket } from 'node:net';

/** Firefox's remote control over TCP: `length:[type,id,…]` both ways, one answer for each command. */
export interface Marionette {
  send(command: string, parameters?: Record<string, unknown>): Promise<unknown>;
  close(): void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

type Answer = [type: number, id: number, error: { error: string; message: string } | null, value: unknown];

export async function connectMarionette(port: number): Promise<Marionette> {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  const socket = await dial(port);
  const failAll = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  socket.on('close', () => failAll(new Error('Firefox has closed the connection')));
  socket.on('error', failAll);
  listen(socket, ([, id, error, value]) => {
    const command = waiting.get(id);
    waiting.delete(id);
    if (error) command?.reject(new Error(`${error.error}: ${error.message}`));
    else command?.resolve(value);
  });
  return {
    send(command, parameters = {}) {
      const id = ++lastId;
      const text = JSON.stringify([0, id, command, parameters]);
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        socket.write(`${Buffer.byteLength(text)}:${text}`);
      });
    },
    close: () => socket.destroy(),
  };
}

function dial(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Cuts the stream into messages. The greeting, the only one that is no array, is dropped. */
function listen(socket: Socket, onAnswer: (answer: Answer) => void): void {
  let parts: Buffer[] = [];
  let length = 0;
  /** How much the message that is coming needs; joined only then, since some are a hundred megabytes long. */
  let wanted = 0;
  socket.on('data', (data: Buffer) => {
    parts.push(data);
    length += data.length;
    if (length < wanted) return;
    let rest = Buffer.concat(parts);
    const keep = (end: number): void => {
      [parts, length, wanted] = [[rest], rest.length, end];
    };
    for (;;) {
      const colon = rest.indexOf(':');
      if (colon < 0) return keep(0);
      const end = colon + 1 + Number(rest.subarray(0, colon).toString());
      if (rest.length < end) return keep(end);
      const message = JSON.parse(rest.subarray(colon + 1, end).toString()) as unknown;
      rest = rest.subarray(end);
      if (Array.isArray(message)) onAnswer(message as Answer);
    }
  });
}
