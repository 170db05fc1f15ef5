import type { HookCommand, HookMessage } from '../../core/contract/capture.ts';

/** The way between the hook in a worker and the relay of its document. */
export interface WorkerLine {
  post(command: HookCommand): void;
  listen(hear: (message: HookMessage) => void): void;
  /** The worker was terminated or closed itself; not every line can tell. */
  onGone?(gone: () => void): void;
}

export const portLine = (port: MessagePort): WorkerLine => ({
  post: (command) => port.postMessage(command),
  listen: (hear) => {
    port.onmessage = ({ data }: MessageEvent<HookMessage>) => hear(data);
  },
  onGone: (gone) => port.addEventListener('close', gone),
});
