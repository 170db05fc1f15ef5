import type { Channel } from '../core/contract/channel.ts';
import { IN_MEMORY, type DecoderCommand, type DecoderEvent } from '../core/contract/decoder.ts';
import type { PairCommand, PairEvent } from '../core/contract/two-recordings.ts';

/** Where files that a worker opens are kept. */
export type Keep = 'store' | 'memory';

const nameOf = (keep: Keep): string => (keep === 'memory' ? IN_MEMORY : 'decode');

/** Starts the decode worker of this panel. */
export function startWorker(keep: Keep): Channel<DecoderCommand, DecoderEvent> {
  return channelTo(
    new Worker(new URL('./worker/decode.worker.ts', import.meta.url), { type: 'module', name: nameOf(keep) }),
  );
}

/** Starts a worker that looks at two recordings at once, and is ended by whoever started it. */
export function startPairWorker(keep: Keep): Channel<PairCommand, PairEvent> & { stop(): void } {
  const worker = new Worker(new URL('./worker/two-recordings.worker.ts', import.meta.url), {
    type: 'module',
    name: nameOf(keep),
  });
  return { ...channelTo<PairCommand, PairEvent>(worker), stop: () => worker.terminate() };
}

function channelTo<Out, In>(worker: Worker): Channel<Out, In> {
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    listen(handler) {
      const onMessage = ({ data }: MessageEvent<In>): void => handler(data);
      worker.addEventListener('message', onMessage);
      return () => worker.removeEventListener('message', onMessage);
    },
  };
}
