import type { Channel } from '../core/contract/channel.ts';
import type { DecoderCommand, DecoderEvent } from '../core/contract/decoder.ts';

/** Starts the decode worker of this panel. */
export function startWorker(): Channel<DecoderCommand, DecoderEvent> {
  const worker = new Worker(new URL('./worker/decode.worker.ts', import.meta.url), { type: 'module', name: 'decode' });
  return {
    post: (command, transfer = []) => worker.postMessage(command, transfer),
    listen(handler) {
      const onMessage = ({ data }: MessageEvent<DecoderEvent>): void => handler(data);
      worker.addEventListener('message', onMessage);
      return () => worker.removeEventListener('message', onMessage);
    },
  };
}
