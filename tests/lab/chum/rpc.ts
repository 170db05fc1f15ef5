import type { Connection } from '../connection/connection.ts';
import type { Payload } from '../connection/plugin.ts';
import { readChunk } from './binary-chunk.ts';
import { codedError, type CodedError } from './coded-error.ts';
import { parse, revive, stringify, type RpcMessage } from './rpc-json.ts';
import { StreamAnswer, sendStream } from './stream-answer.ts';

export type Service = (...args: unknown[]) => unknown;

export interface Rpc {
  readonly services: Map<number, Service>;
  request(serviceId: number, ...args: unknown[]): Promise<unknown>;
  /** The chunks of the answer, joined by the caller. */
  requestStream(serviceId: number, ...args: unknown[]): Promise<Payload[]>;
  handle(message: Payload): void;
  readonly ignored: number;
}

export interface RpcOptions {
  readonly blobAsArrayBuffer: () => boolean;
  readonly muteService: () => number | undefined;
  /** the peer was told UNKNOWN-SERVICE */
  readonly onUnknownService: () => void;
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
  readonly chunks: Payload[];
}

/** §6.1: request ids are per sender, from 0. */
export function createRpc(connection: Connection, options: RpcOptions): Rpc {
  const services = new Map<number, Service>();
  const pending = new Map<number, Pending>();
  let nextRequest = 0;
  let ignored = 0;

  connection.state.onEnterState((state) => {
    if (state !== 'closed' || pending.size === 0) return;
    const ids = [...pending.keys()].join(',');
    const text = `Connection closed with ${pending.size} requests still pending (${ids})`;
    for (const { reject } of pending.values()) reject(codedError('WSP-ONCL1', text));
    pending.clear();
  });

  const send = (message: object): void => {
    if (connection.state.currentState === 'open') connection.send(stringify(message));
  };
  const begin = (serviceId: number, args: unknown[], chunks: Payload[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (connection.state.currentState === 'closed')
        return reject(codedError('WSP-ONCL0', 'Aborted: Connection closed'));
      const requestId = nextRequest++;
      pending.set(requestId, { resolve, reject, chunks });
      send({ requestId, type: 'request', serviceId, args });
    });
  const answer = async ({ requestId, serviceId, args }: RpcMessage): Promise<void> => {
    const responseId = Number(requestId);
    if (serviceId === options.muteService()) return;
    try {
      const service = services.get(Number(serviceId));
      if (!service) {
        const message = `Not a function: Servcie ID ${String(serviceId)} [${typeof serviceId}]`;
        throw Object.assign(new TypeError(message), { code: 'UNKNOWN-SERVICE' });
      }
      const data = await service(...(args as unknown[]).map(revive));
      if (data instanceof StreamAnswer) await sendStream(connection, responseId, data, options.blobAsArrayBuffer());
      else send({ responseId, type: 'data', data });
    } catch (error) {
      const { name, message, code } = error as CodedError;
      send({ responseId, type: 'error', error: { name, message, code } });
      if (code === 'UNKNOWN-SERVICE') options.onUnknownService();
    }
  };
  const finish = (responseId: unknown, act: (entry: Pending) => void): void => {
    const entry = pending.get(Number(responseId));
    if (!entry) return void ignored++;
    pending.delete(Number(responseId));
    act(entry);
  };
  const receive = (message: RpcMessage): void => {
    const { type, responseId } = message;
    if (type === 'request') void answer(message);
    else if (type === 'data') finish(responseId, (entry) => entry.resolve(revive(message['data'])));
    else if (type === 'error') {
      const { name, message: text, code } = message['error'] as CodedError;
      finish(responseId, (entry) => entry.reject(Object.assign(new Error(text), { name, code })));
    } else if (type === 'stream') pending.get(Number(responseId))?.chunks.push(String(message['chunk']));
    else if (type === 'stream-end') finish(responseId, (entry) => entry.resolve(entry.chunks));
    else if (type === 'stream-error') {
      finish(responseId, (entry) => entry.reject(new Error(String(message['error']))));
    } else ignored++;
  };

  return {
    services,
    request: (serviceId, ...args) => begin(serviceId, args, []),
    requestStream: async (serviceId, ...args) => (await begin(serviceId, args, [])) as Payload[],
    get ignored() {
      return ignored;
    },
    handle(payload) {
      try {
        if (typeof payload === 'string') {
          const message = parse(payload);
          if (message) receive(message);
          else ignored++;
          return;
        }
        const { requestId, bytes } = readChunk(payload);
        pending.get(requestId)?.chunks.push(bytes);
      } catch (error) {
        connection.close(`onMsgHandler error: ${String(error)}`);
      }
    },
  };
}
