import type { Channel } from '../../core/contract/channel.ts';
import { IN_MEMORY, type DecoderCommand, type DecoderEvent } from '../../core/contract/decoder.ts';
import { openTraceStore } from '../../core/trace/store-idb.ts';
import { serveDecoder } from './decoder.ts';

/** The global of a dedicated worker; its type is in a library that would contradict the DOM's. */
const scope = globalThis as unknown as {
  name: string;
  postMessage(event: DecoderEvent, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<DecoderCommand>) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent<DecoderCommand>) => void): void;
};

/** Storage may be refused to a page, or not be wanted: then files are kept in memory. */
const store = scope.name === IN_MEMORY || typeof indexedDB === 'undefined' ? undefined : openTraceStore();

const channel: Channel<DecoderEvent, DecoderCommand> = {
  post: (event: DecoderEvent, transfer: Transferable[] = []) => scope.postMessage(event, transfer),
  listen(handler) {
    const onMessage = ({ data }: MessageEvent<DecoderCommand>): void => handler(data);
    scope.addEventListener('message', onMessage);
    return () => scope.removeEventListener('message', onMessage);
  },
};

serveDecoder(channel, store);
