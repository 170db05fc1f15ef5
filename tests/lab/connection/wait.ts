import type { Connection } from './connection.ts';
import type { Payload } from './plugin.ts';
import type { PromisePlugin } from './promise-plugin.ts';

export type JsonMessage = Readonly<Record<string, unknown>>;

const promised = (connection: Connection): PromisePlugin => connection.plugin('promise') as PromisePlugin;

export function waitForMessage(connection: Connection): Promise<Payload> {
  return promised(connection).waitForMessage();
}

export async function waitForBinary(connection: Connection): Promise<Uint8Array> {
  const message = await waitForMessage(connection);
  if (typeof message === 'string') throw new Error('Received message that is not a binary message.');
  return message;
}

export async function waitForString(connection: Connection): Promise<string> {
  const message = await waitForMessage(connection);
  if (typeof message !== 'string') throw new Error('Received message that is not a string message.');
  return message;
}

export async function waitForJson(connection: Connection): Promise<JsonMessage> {
  const message = await waitForString(connection);
  try {
    const value: unknown = JSON.parse(message);
    return typeof value === 'object' && value !== null ? (value as JsonMessage) : {};
  } catch (error) {
    throw new Error(`Received message that does not conform to JSON: ${String(error)}`);
  }
}

export async function waitForType(connection: Connection, expected: string, key = 'command'): Promise<JsonMessage> {
  const message = await waitForJson(connection);
  const type = message[key];
  if (type === undefined) throw new Error(`Received message without a '${key}' member.`);
  if (type !== expected) {
    throw new Error(
      `Received unexpected type '${typeof type === 'string' ? type : JSON.stringify(type)}'. Expected type '${expected}'.`,
    );
  }
  return message;
}

export async function waitForClose(connection: Connection): Promise<string> {
  if (connection.state.currentState !== 'closed') {
    await new Promise<void>((resolve) => {
      const undo = connection.state.onEnterState((state) => {
        if (state !== 'closed') return;
        undo();
        resolve();
      });
    });
  }
  return connection.closeReason;
}

/** `Timeout expired` leaves the socket alone, as the library does (§2.9). */
export function waitForOpen(connection: Connection, timeout: number): Promise<void> {
  if (connection.state.currentState === 'open') return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Timeout expired')), timeout);
    const undo = connection.state.onEnterState((state) => {
      clearTimeout(timer);
      undo();
      if (state === 'open') resolve();
      else reject(new Error(`Failed to open connection. ${connection.closeReason}`));
    });
  });
}

export function field(message: JsonMessage, name: string): string {
  const value = message[name];
  return typeof value === 'string' ? value : '';
}
