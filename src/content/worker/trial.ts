import { getter } from '../../core/trace/captured.ts';
import { apply, dispatch, later, listen, messageData } from '../natives.ts';
import { echoEvents } from './echo-events.ts';
import { createPostQueue } from './post-queue.ts';
import { wordOf } from './start.ts';

type Post = (...args: never[]) => unknown;

/** A worker that runs from our wrapper, or whichever runs in its place. */
export interface Trial {
  post(native: Post, args: unknown[]): unknown;
  terminate(native: Post, args: unknown[]): unknown;
}

export interface TrialOptions {
  token: string;
  /** Starts the worker as the page meant it. */
  native(): Worker;
  /** The hook is in place, with its way out. */
  here(port: MessagePort): void;
  /** Whatever was loaded from the wrapper is loaded. */
  loaded(): void;
  /** The native worker runs where the wrapped one did not: it is the wrapper that the page's rules forbid. */
  unfit(): void;
}

/** A wrapped worker that has said nothing by then is replaced; and a native one that has not failed by then runs. */
const SILENCE_MS = 20_000;
const NATIVE_MS = 3000;
/** A page that was frozen finds its timers due before its messages. */
const TURN_MS = 500;

const portsOf = getter(MessageEvent.prototype, 'ports');
const NativeEvent = Event;
const terminateNative = Worker.prototype.terminate;

/**
 * Watches a wrapped worker until the page's script runs in it. If that comes to nothing, a native worker takes its place behind the object that
 * the page holds: never while the page's script may have begun, so that nothing happens twice.
 */
export function watchTrial(worker: Worker, options: TrialOptions): Trial {
  const words = { here: wordOf(options.token, 'here'), begun: wordOf(options.token, 'begun') };
  const missing = wordOf(options.token, 'missing');
  let state: 'waiting' | 'here' | 'kept' | 'replaced' | 'ended' = 'waiting';
  let second: Worker | undefined;
  const queue = createPostQueue(worker, keep);

  const undo = [
    listen(worker, 'message', (event) => {
      if (!event.isTrusted || second !== undefined) return;
      const said = messageData(event as MessageEvent);
      if (said === words.here) {
        const port = portsOf(event as MessageEvent)[0];
        if (state === 'waiting') state = 'here';
        options.loaded();
        if (port !== undefined) options.here(port);
      } else if (said === words.begun) keep();
      else if (said === missing) replace();
      // The page's script speaks: it runs.
      else return keep();
      event.stopImmediatePropagation();
    }),
    listen(worker, 'error', (event) => {
      if (!event.isTrusted || state !== 'waiting') return;
      event.stopImmediatePropagation();
      event.preventDefault();
      replace();
    }),
  ];
  later(() => state === 'waiting' && later(() => state === 'waiting' && replace(), TURN_MS), SILENCE_MS);

  function keep(): void {
    if (state !== 'here') return;
    state = 'kept';
    queue.keep();
  }

  function replace(): void {
    if (state !== 'waiting' && state !== 'here') return;
    state = 'replaced';
    options.loaded();
    apply(terminateNative, worker, []);
    try {
      second = options.native();
    } catch {
      return void dispatch(worker, new NativeEvent('error'));
    }
    let isJudged = false;
    const judge = (isFit: boolean): void => {
      if (isJudged) return;
      isJudged = true;
      if (!isFit) options.unfit();
    };
    echoEvents(second, worker, (type) => judge(type === 'error'));
    later(() => judge(false), NATIVE_MS);
    queue.replace(second);
  }

  return {
    post: queue.post,
    terminate(native, args) {
      if (state !== 'replaced') state = 'ended';
      for (let at = 0; at < undo.length; at += 1) undo[at]?.();
      return apply(native, second ?? worker, args) as unknown;
    },
  };
}
