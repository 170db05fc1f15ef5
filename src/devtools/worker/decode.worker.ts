import type { Channel } from '../../core/contract/channel.ts';
import type { DecoderCommand, DecoderEvent } from '../../core/contract/decoder.ts';
import { openTraceStore } from '../../core/trace/store-idb.ts';
import { serveDecoder } from './decoder.ts';

/** The global of a dedicated worker; its type is in a library that would contradict the DOM's. */
const scope = globalThis as unknown as {
  postMessage(event: DecoderEvent, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<DecoderCommand>) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent<DecoderCommand>) => void): void;
};

/** Storage may be refused to a page: then files are kept in memory. */
const store = typeof indexedDB === 'undefined' ? undefined : openTraceStore();

const channel: Channel<DecoderEvent, DecoderCommand> = {
  post: (event: DecoderEvent, transfer: Transferable[] = []) => scope.postMessage(event, transfer),
  listen(handler) {
    const onMessage = ({ data }: MessageEvent<DecoderCommand>): void => handler(data);
    scope.addEventListener('message', onMessage);
    return () => scope.removeEventListener('message', onMessage);
  },
};

serveDecoder(channel, store);
