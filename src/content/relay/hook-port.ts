import { HOOK_HELLO, HOOK_HERE, RELAY_HERE, type HookCommand, type HookMessage } from '../../core/contract/capture.ts';
import { randomName } from '../../core/trace/random-name.ts';

export interface HookPort {
  post(command: HookCommand): void;
}

/**
 * Waits for the hook's port and keeps it from the page. Both scripts run before any of the page's, so that the first port is the hook's;
 * every later one is the page's own affair. Listens again with each page, and whenever the document's root goes before the port has come:
 * document.open() takes listeners away, at the latest from a frame that its page writes as soon as it has it.
 * @returns what to call when the scripts ran once more in this window: its listeners may be gone
 */
export function acceptHook(onMessage: (message: HookMessage) => void, onHook?: (port: HookPort) => void): () => void {
  const tail = `one-trace-${randomName()}`;
  let received = -1;
  let isAccepted = false;

  const emptied = new MutationObserver(() => awaitHook());

  const callHook = (): void => void window.dispatchEvent(new Event(RELAY_HERE));

  function accept(event: MessageEvent<unknown>): void {
    const [port] = event.ports;
    if (event.data !== HOOK_HELLO || event.source !== window || port === undefined) return;
    event.stopImmediatePropagation();
    window.removeEventListener('message', accept, true);
    window.removeEventListener(HOOK_HERE, callHook, true);
    emptied.disconnect();
    isAccepted = true;
    const link: HookPort = { post: (command) => port.postMessage(command) };
    const take = (message: HookMessage): void => {
      if (message.type === 'page') {
        if (message.n <= received) return;
        received = message.n;
      }
      onMessage(message);
    };
    const takeNow = (event: Event): void => {
      const message = messageAtOnce((event as CustomEvent<unknown>).detail);
      if (message === undefined) return;
      event.preventDefault();
      take(message);
    };
    port.onmessage = ({ data }: MessageEvent<HookMessage>) => {
      window.addEventListener(tail, takeNow, true);
      take(data);
      if (data.type === 'page') link.post({ type: 'got', n: received });
    };
    window.addEventListener(tail, takeNow, true);
    onHook?.(link);
    link.post({ type: 'hello', tail, direct: CAN_SEE_DETAILS });
  }

  function awaitHook(): void {
    if (isAccepted) return;
    window.addEventListener('message', accept, true);
    window.addEventListener(HOOK_HERE, callHook, true);
    callHook();
  }

  emptied.observe(document, { childList: true });
  awaitHook();
  return awaitHook;
}

/** Firefox shows content scripts the page's own objects; Chromium passes text only. */
const CAN_SEE_DETAILS = 'cloneInto' in globalThis;

/** A page and its number; or as text, the number, a colon, and one character a byte. */
function messageAtOnce(detail: unknown): HookMessage | undefined {
  if (CAN_SEE_DETAILS && typeof detail === 'object' && detail !== null) {
    const { n, page } = detail as { n: number; page: ArrayBuffer };
    return { type: 'page', n, page };
  }
  if (typeof detail !== 'string') return undefined;
  const colon = detail.indexOf(':');
  const n = Number(detail.slice(0, colon));
  if (colon < 1 || !Number.isSafeInteger(n)) return undefined;
  const page = new Uint8Array(detail.length - colon - 1);
  for (let at = 0; at < page.length; at += 1) page[at] = detail.charCodeAt(colon + 1 + at);
  return { type: 'page', n, page: page.buffer };
}
