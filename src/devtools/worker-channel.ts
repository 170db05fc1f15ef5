import type { Channel } from '../core/contract/channel.ts';
import { IN_MEMORY, type DecoderCommand, type DecoderEvent } from '../core/contract/decoder.ts';

/** Starts the decode worker of this panel. `keep`: where files that it opens are kept; its name tells it. */
export function startWorker(keep: 'store' | 'memory'): Channel<DecoderCommand, DecoderEvent> {
  const name = keep === 'memory' ? IN_MEMORY : 'decode';
  const worker = new Worker(new URL('./worker/decode.worker.ts', import.meta.url), { type: 'module', name });
  return {
    post: (command, transfer = []) => worker.postMessage(command, transfer),
    listen(handler) {
      const onMessage = ({ data }: MessageEvent<DecoderEvent>): void => handler(data);
      worker.addEventListener('message', onMessage);
      return () => worker.removeEventListener('message', onMessage);
    },
  };
}
