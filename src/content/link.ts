import { HOOK_HELLO, type HookCommand } from '../core/contract/capture.ts';
import { Bytes } from '../core/trace/captured.ts';
import { CustomEventNative, dispatch, fromCharCode, listen, messageData, postTo, startPort } from './natives.ts';

/** The private way to the relay. A page that listens for it is too late: its scripts have not begun. */
export interface Link {
  post(message: object): void;
  /** Hands a page over at once, while the document is going; false where the relay is not there. */
  postNow(n: number, page: ArrayBuffer): boolean;
}

export function openLink(onCommand: (command: HookCommand) => void): Link {
  const { port1, port2 } = new MessageChannel();
  let tail: string | undefined;
  listen(port1, 'message', (event) => {
    const command = messageData(event as MessageEvent) as HookCommand;
    if (command.type === 'hello') tail = command.tail;
    onCommand(command);
  });
  startPort(port1);
  globalThis.postMessage(HOOK_HELLO, '*', [port2]);
  return {
    // Cloned, not transferred: a list of transfers is read by the page's array iterator, and the hook keeps its copy for postNow.
    post: (message) => postTo(port1, message),
    postNow(n, page) {
      if (tail === undefined) return false;
      const detail = `${n}:${latin1(new Bytes(page))}`;
      dispatch(globalThis, new CustomEventNative(tail, { __proto__: null, detail } as CustomEventInit));
      return true;
    },
  };
}

/** One character a byte: the only thing that passes between the worlds synchronously in both browsers. */
function latin1(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; ; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return out;
    out += fromCharCode(byte);
  }
}
