import type { HookCommand } from '../../core/contract/capture.ts';
import type { PageSnapshot } from '../../core/contract/page-snapshot.ts';
import { randomName } from '../../core/trace/random-name.ts';
import { recordPage } from '../../core/trace/record-page.ts';
import { checkedPage } from './checked-page.ts';
import { createBatchQueue } from './queue.ts';
import { createRecorderLink, type Hello, type RecorderLink } from './recorder-link.ts';
import { extensionRuntime } from './runtime.ts';

/**
 * Firefox clones bytes into another process for little. Chromium moves them through fresh memory several times on the page's main thread,
 * and a Blob's on another one.
 */
const CLONES_CHEAPLY = 'cloneInto' in globalThis;

export interface RealmLinkOptions {
  memoryBytes: number;
  /** What the recorder is told of the realm besides what is the same for all of a document. */
  hello(): Pick<Hello, 'kind' | 'url' | 'title' | 'late'>;
  /** To the hook of the realm, where there is one already. */
  tellHook(command: HookCommand): void;
  onSnapshot?(snapshot: PageSnapshot): void;
  onMeet?(channel: string): void;
  onGone(): void;
  /** Nothing may be sent yet. */
  isHeld(): boolean;
}

/** The way from the hook of one realm, a window or a worker, to the recorder. */
export interface RealmLink extends Pick<RecorderLink, 'status' | 'unfit' | 'reconnect' | 'send' | 'sendAll'> {
  /** Whether the user wants anything kept. */
  readonly captures: boolean;
  /** A page that came from the hook; nothing of it is believed. */
  page(page: ArrayBuffer): void;
  /** Something that the relay itself has to say. It waits for the next occasion where `isNow` is false. */
  note(members: { type: string; text: string; [member: string]: unknown }, t?: number, isNow?: boolean): void;
}

export function createRealmLink(options: RealmLinkOptions): RealmLink {
  const { hello, tellHook, onSnapshot, onMeet, onGone, isHeld } = options;
  const realm = randomName();
  const queue = createBatchQueue(options.memoryBytes);
  let captures = true;

  const link = createRecorderLink({
    queue,
    runtime: extensionRuntime,
    hello: () => ({
      type: 'hello',
      realm,
      ...hello(),
      userAgent: navigator.userAgent,
      started: performance.timeOrigin,
      probe: Uint8Array.of(1, 2, 3),
      blob: CLONES_CHEAPLY ? undefined : new Blob(),
    }),
    onCapture(on) {
      if (on !== captures) tellHook({ type: 'capture', on });
      if (!on) queue.committed(Infinity);
      captures = on;
    },
    onSnapshot: (snapshot) => onSnapshot?.(snapshot),
    onMeet: (channel) => onMeet?.(channel),
    onAnew: () => tellHook({ type: 'capture', on: true }),
    onGone,
    wait: (run, ms) => void setTimeout(run, ms),
  });

  function add(page: Uint8Array, isNow: boolean): void {
    if (!captures) return;
    queue.add(page);
    if (isNow && !isHeld()) link.send();
  }

  return {
    ...link,
    get captures() {
      return captures;
    },
    page: (page) => add(checkedPage(page), true),
    note: (members, t = performance.timeOrigin + performance.now(), isNow = true) =>
      add(recordPage([{ kind: 'note', conn: 0, t, members }]), isNow),
  };
}
