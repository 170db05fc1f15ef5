import { RELAY_MARK, type HookMessage, type RelayMark } from '../../core/contract/capture.ts';
import { randomName } from '../../core/trace/random-name.ts';
import { recordPage } from '../../core/trace/record-page.ts';
import { checkPage } from './check-page.ts';
import { acceptHook, type HookPort } from './hook-port.ts';
import { createBatchQueue } from './queue.ts';
import { createRecorderLink } from './recorder-link.ts';
import { extensionRuntime } from './runtime.ts';
import { watchInvites } from './watch-invites.ts';

const MEMORY_BYTES = 50_331_648;
const LONGEST_TEXT = 2048;

/** Any message of this shape makes a relay say hello again: a background that was away does not know who is there. */
const WAKE = 'one-trace-wake';

/** @returns what to call when the script ran once more in this window */
export function startRelay(): () => void {
  const realm = randomName();
  const queue = createBatchQueue(MEMORY_BYTES);
  const late = document.readyState === 'complete' && location.protocol !== 'about:';
  let hook: HookPort | undefined;
  let capture = true;
  let isGone = false;

  const link = createRecorderLink({
    queue,
    runtime: extensionRuntime,
    hello: () => ({
      type: 'hello',
      realm,
      kind: 'window',
      // Neither query nor fragment: a fragment may be an invitation.
      url: location.href.replace(/[?#].*/s, '').slice(0, LONGEST_TEXT),
      title: document.title.slice(0, LONGEST_TEXT),
      userAgent: navigator.userAgent,
      started: performance.timeOrigin,
      probe: Uint8Array.of(1, 2, 3),
      late,
    }),
    onCapture(on) {
      if (on !== capture) hook?.post({ type: 'capture', on });
      capture = on;
    },
    onSnapshot: (snapshot) => hook?.post({ type: 'snapshot', snapshot }),
    onAnew: () => hook?.post({ type: 'capture', on: true }),
    onGone() {
      isGone = true;
      hook?.post({ type: 'detach' });
    },
    wait: (run, ms) => void setTimeout(run, ms),
  });

  function hear(message: HookMessage, port: HookPort): void {
    hook = port;
    if (isGone) return;
    if (message.type === 'page') queue.add(checked(ownBytes(message.page)));
    else
      return link.status({
        ...(message.detected === undefined ? {} : { detected: message.detected }),
        otherSockets: message.otherSockets,
        otherBytes: message.otherBytes,
      });
    if (!isPrerendering()) link.send();
  }

  function mark({ text, about }: RelayMark): void {
    const t = performance.timeOrigin + performance.now();
    queue.add(recordPage([{ kind: 'note', conn: 0, t, members: { type: 'mark', text, ...(about ? { about } : {}) } }]));
    link.send();
  }

  const again = acceptHook(hear);
  watchInvites((t, note) => {
    if (isGone || !capture) return;
    queue.add(recordPage([{ kind: 'note', conn: 0, t, members: { type: 'invite', text: JSON.stringify(note) } }]));
    if (!isPrerendering()) link.send();
  });
  addEventListener('pagehide', () => link.sendAll());
  addEventListener('pageshow', (event) => {
    if (event.persisted) link.reconnect();
  });
  extensionRuntime()?.onMessage.addListener((message) => {
    const { type } = message as { type?: unknown };
    if (type === WAKE) link.reconnect();
    if (type === RELAY_MARK && !isGone) mark(message as RelayMark);
  });
  if (isPrerendering()) document.addEventListener('prerenderingchange', link.send, { once: true });
  else link.send();
  return again;
}

const isPrerendering = (): boolean => (document as { prerendering?: boolean }).prerendering === true;

/**
 * Firefox: a view over a buffer of the page's realm would live there too, and its `subarray` is denied to us. Chromium gives us a buffer of
 * our own.
 */
function ownBytes(page: ArrayBuffer): Uint8Array {
  if (Object.getPrototypeOf(page) === ArrayBuffer.prototype) return new Uint8Array(page);
  const own = new Uint8Array(page.byteLength);
  own.set(new Uint8Array(page));
  return own;
}

/** The page, or the statement that one is missing: whatever the hook's realm did to it must not reach the recorder. */
function checked(page: Uint8Array): Uint8Array {
  try {
    checkPage(page);
    return page;
  } catch (error) {
    const why = `a page of records was refused: ${String(error).slice(0, 200)}`;
    const t = performance.timeOrigin + performance.now();
    return recordPage([{ kind: 'lost', conn: 0, t, members: { count: 1, why } }]);
  }
}
