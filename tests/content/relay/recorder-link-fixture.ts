import type { RelayCommand, RelayMessage } from '../../../src/core/contract/capture.ts';
import { createBatchQueue } from '../../../src/content/relay/queue.ts';
import { createRecorderLink } from '../../../src/content/relay/recorder-link.ts';
import type { RelayPort } from '../../../src/content/relay/runtime.ts';
import { frame, open, page } from '../pages.ts';

/** A background that commits what it is sent, dies when told to, and remembers on "disk" what was committed. */
export function background() {
  const disk = new Map<number, Uint8Array | string | Blob>();
  const heard: RelayMessage[] = [];
  const timers: { run: () => void; ms: number }[] = [];
  const events: string[] = [];
  let commits = true;
  let welcomes = true;
  let fails = false;
  let isGone = false;
  let binary = true;
  let blobs = false;
  let forgotten = false;
  let hear: ((command: RelayCommand) => void) | undefined;
  let die: (() => void) | undefined;
  const committed = (): number => (forgotten ? -1 : Math.max(-1, ...disk.keys()));

  const connect = (): RelayPort => {
    if (fails) throw new Error('Extension context invalidated.');
    return {
      postMessage(message) {
        heard.push(message);
        if (message.type === 'hello' && welcomes)
          hear?.({ type: 'welcome', binary, blobs, committed: committed(), capture: true });
        if (message.type !== 'batch' || !commits) return;
        if (!disk.has(message.n)) disk.set(message.n, message.page);
        hear?.({ type: 'committed', n: message.n });
      },
      disconnect: () => events.push('disconnected by the relay'),
      onMessage: { addListener: (listener) => (hear = listener) },
      onDisconnect: { addListener: (listener) => (die = listener) },
    };
  };
  const queue = createBatchQueue(1_000_000);
  const link = createRecorderLink({
    queue,
    runtime: () =>
      isGone
        ? undefined
        : { id: 'x', connect, onMessage: { addListener: () => undefined, removeListener: () => undefined } },
    hello: () => ({
      type: 'hello',
      realm: 'r',
      kind: 'window',
      url: '',
      title: '',
      userAgent: '',
      started: 0,
      probe: new Uint8Array(3),
      late: false,
    }),
    onCapture: (on) => events.push(`capture ${on}`),
    onMeet: (channel) => events.push(`meet on ${channel}`),
    onSnapshot: ({ asOf }) => events.push(`snapshot of ${asOf}`),
    onAnew: () => events.push('anew'),
    onGone: () => events.push('gone'),
    wait: (run, ms) => timers.push({ run, ms }),
  });
  return {
    link,
    queue,
    disk,
    heard,
    timers,
    events,
    set: (state: {
      commits?: boolean;
      welcomes?: boolean;
      fails?: boolean;
      isGone?: boolean;
      binary?: boolean;
      blobs?: boolean;
      forgotten?: boolean;
    }) => {
      commits = state.commits ?? commits;
      welcomes = state.welcomes ?? welcomes;
      fails = state.fails ?? fails;
      isGone = state.isGone ?? isGone;
      binary = state.binary ?? binary;
      blobs = state.blobs ?? blobs;
      forgotten = state.forgotten ?? forgotten;
    },
    die: () => die?.(),
    say: (command: RelayCommand) => hear?.(command),
    tick: () => timers.splice(0).forEach(({ run }) => run()),
    add: (seq: number, bytes = 10) => {
      queue.add(page(open(), frame(seq, bytes)));
      link.send();
    },
  };
}
