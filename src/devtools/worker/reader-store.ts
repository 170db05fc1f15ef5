import { MEMORY_CHANNEL, MEMORY_LOCK, type MemoryMessage } from '../../core/contract/memory-store.ts';
import { openTraceStore } from '../../core/store/idb.ts';
import { createReaderStore } from '../../core/store/reader.ts';
import type { TraceStore } from '../../core/store/store.ts';

/** The store as the panel and its workers read it; undefined where there is no database, as in a file that was opened as a page. */
export function openReaderStore(): TraceStore | undefined {
  if (typeof indexedDB === 'undefined') return undefined;
  const disk = openTraceStore();
  if (typeof BroadcastChannel === 'undefined') return disk;
  let channel: BroadcastChannel | undefined;
  const opened = (): BroadcastChannel => (channel ??= new BroadcastChannel(MEMORY_CHANNEL));
  return createReaderStore(disk, {
    channel: {
      post: (message) => opened().postMessage(message),
      listen(handler) {
        const onMessage = ({ data }: MessageEvent<MemoryMessage>): void => handler(data);
        opened().addEventListener('message', onMessage);
        return () => opened().removeEventListener('message', onMessage);
      },
    },
    // Not in an insecure context, where there is no background either.
    isServed: async () => (await navigator.locks?.query())?.held?.some(({ name }) => name === MEMORY_LOCK) ?? false,
  });
}
