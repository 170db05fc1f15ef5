import { HOOK_HELLO, type HookCommand } from '../core/contract/capture.ts';
import { Bytes } from '../core/trace/captured.ts';
import { CustomEventNative, dispatch, fromCharCode, listen, messageData, postTo, startPort } from './natives.ts';

/** The private way to the relay. A page that listens for it is too late: its scripts have not begun. */
export interface Link {
  /** `moved` is handed over with the message, not copied. */
  post(message: object, moved?: ArrayBuffer): void;
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
    post: (message, moved) =>
      moved === undefined ? postTo(port1, message) : postTo(port1, message, transferOf(moved)),
    postNow(n, page) {
      if (tail === undefined) return false;
      const detail = `${n}:${latin1(new Bytes(page))}`;
      dispatch(globalThis, new CustomEventNative(tail, { __proto__: null, detail } as CustomEventInit));
      return true;
    },
  };
}

const iteratorKey = Symbol.iterator;

/** A list of transfers is read by iteration: this one brings its own, since that of arrays is the page's. */
function transferOf(buffer: ArrayBuffer): object {
  let done = false;
  const next = (): object => {
    const step = { __proto__: null, done, value: buffer };
    done = true;
    return step;
  };
  const list = { __proto__: null, [iteratorKey]: () => ({ __proto__: null, next }) };
  return { __proto__: null, transfer: list };
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
