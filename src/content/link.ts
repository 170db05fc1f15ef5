import { HOOK_HELLO, HOOK_HERE, RELAY_HERE, type HookCommand } from '../core/contract/capture.ts';
import { Bytes } from '../core/trace/captured.ts';
import { CustomEventNative, dispatch, fromCharCode, listen, messageData, postTo, startPort } from './natives.ts';
import { single } from './single.ts';

/**
 * The private way to the relay. Where both begin with the document, a page that listens for it is too late: the port is on its way before
 * the page's scripts have begun. It is offered once, and only to a relay that listens.
 */
export interface Link {
  /** Calls for the relay. Again after document.open(), which takes listeners away: until the relay has called for the port. */
  listen(): void;
  /** `moved` is handed over with the message, not copied. */
  post(message: object, moved?: ArrayBuffer): void;
  /**
   * Hands a page over at once, where that costs no more than a message does: in Firefox, whose ports go through another process and come
   * seconds after a busy socket's messages. False where the relay did not take it.
   */
  hand(n: number, page: ArrayBuffer): boolean;
  /** Passes on the link of a realm that this one started. */
  lend(port: MessagePort): void;
  /** Hands a page over at once at any price, while the document is going; false where the relay is not there. */
  postNow(n: number, page: ArrayBuffer): boolean;
}

export function openLink(onCommand: (command: HookCommand) => void): Link {
  const { port1, port2 } = new MessageChannel();
  const postToWindow = globalThis.postMessage.bind(globalThis) as (message: unknown, options: object) => void;
  let tail: string | undefined;
  let isDirect = false;
  let isOffered = false;

  function offer(): void {
    if (isOffered) return;
    isOffered = true;
    postToWindow(HOOK_HELLO, transferOf(port2, '*'));
  }

  /** A listener of the relay says that it was there by cancelling the event. */
  const tell = (name: string, detail: unknown): boolean =>
    !dispatch(
      globalThis,
      new CustomEventNative(name, { __proto__: null, cancelable: true, detail } as CustomEventInit),
    );

  const hand = (n: number, page: ArrayBuffer): boolean =>
    isDirect && tail !== undefined && tell(tail, { __proto__: null, n, page });

  listen(port1, 'message', (event) => {
    const command = messageData(event as MessageEvent) as HookCommand;
    if (command.type === 'hello') {
      tail = command.tail;
      isDirect = command.direct;
    }
    onCommand(command);
  });
  startPort(port1);
  function listenAgain(): void {
    if (isOffered) return;
    listen(globalThis, RELAY_HERE, offer);
    dispatch(globalThis, new CustomEventNative(HOOK_HERE));
  }
  return {
    listen: listenAgain,
    post: (message, moved) =>
      moved === undefined ? postTo(port1, message) : postTo(port1, message, transferOf(moved)),
    hand,
    lend: (port) => postTo(port1, { type: 'realm', port }, transferOf(port)),
    postNow(n, page) {
      if (tail === undefined) return false;
      return hand(n, page) || tell(tail, `${n}:${latin1(new Bytes(page))}`);
    },
  };
}

const transferOf = (value: Transferable, targetOrigin?: string): object => ({
  __proto__: null,
  targetOrigin,
  transfer: single(value),
});

/** One character a byte: the only thing that passes between the worlds synchronously in both browsers. */
function latin1(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; ; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return out;
    out += fromCharCode(byte);
  }
}
