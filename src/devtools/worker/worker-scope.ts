import type { Channel } from '../../core/contract/channel.ts';

/** The global of a dedicated worker; its type is in a library that would contradict the DOM's. */
const scope = globalThis as unknown as {
  name: string;
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
};

export const workerName = (): string => scope.name;

/** The hop from a worker to the page that started it. */
export const workerChannel = <Out, In>(): Channel<Out, In> => ({
  post: (message, transfer = []) => scope.postMessage(message, transfer),
  listen(handler) {
    const onMessage = ({ data }: MessageEvent<In>): void => handler(data);
    scope.addEventListener('message', onMessage);
    return () => scope.removeEventListener('message', onMessage);
  },
});
