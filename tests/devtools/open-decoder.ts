import { readFile } from 'node:fs/promises';
import type { Channel } from '../../src/core/contract/channel.ts';
import type { DecoderCommand, DecoderEvent } from '../../src/core/contract/decoder.ts';
import type { TraceStore } from '../../src/core/store/store.ts';
import { createDecoderClient, type DecoderClient } from '../../src/devtools/state/decoder-client.ts';
import { serveDecoder } from '../../src/devtools/worker/decoder.ts';
import type { OpenPlace } from '../../src/devtools/worker/open-origin.ts';

/** Two ends of one hop; messages are cloned and come later, as between a page and its worker. */
export function channelPair<A, B>(): [Channel<A, B>, Channel<B, A>] {
  const a = new Set<(message: B) => void>();
  const b = new Set<(message: A) => void>();
  const end = <Out, In>(mine: Set<(message: In) => void>, other: Set<(message: Out) => void>): Channel<Out, In> => ({
    post(message, transfer = []) {
      const copy = structuredClone(message, { transfer: transfer as ArrayBuffer[] });
      setTimeout(() => other.forEach((handler) => handler(copy)), 0);
    },
    listen(handler) {
      mine.add(handler);
      return () => mine.delete(handler);
    },
  });
  return [end<A, B>(a, b), end<B, A>(b, a)];
}

/** The decode worker's work, in this thread. */
export function openDecoder(store?: TraceStore, more: Omit<OpenPlace, 'store'> = {}): DecoderClient {
  const [panel, worker] = channelPair<DecoderCommand, DecoderEvent>();
  serveDecoder(worker, { store, ...more });
  return createDecoderClient(panel);
}

export const captureOf = async (name: string): Promise<Blob> =>
  new Blob([await readFile(new URL(`../fixtures/captures/${name}.onetrace`, import.meta.url))]);

/** Resolves once `is` holds; asks again whenever something happened. */
export function eventually(is: () => boolean, after: (tell: () => void) => () => void): Promise<void> {
  return new Promise((resolve) => {
    const undo = after(() => {
      if (!is()) return;
      undo();
      resolve();
    });
    if (is()) {
      undo();
      resolve();
    }
  });
}
