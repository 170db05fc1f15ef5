import {
  HOOK_HELLO,
  HOOK_HERE,
  RELAY_HERE,
  type HookCommand,
  type HookMessage,
} from '../../../../src/core/contract/capture.ts';
import { getter } from '../../../../src/core/trace/captured.ts';
import {
  apply,
  dispatch,
  fromCharCode,
  listen,
  messageData,
  postTo,
  startPort,
} from '../../../../src/content/natives.ts';

declare global {
  var collector: { pages: string[]; status: object[]; post(command: HookCommand): void };
}

/** Stands in for the relay where a test has no extension: in the page's world, so it has to be as careful as the hook. */
const portsOf = getter(MessageEvent.prototype, 'ports');
const NativeBytes = Uint8Array;
const lengthOf = getter(Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array, 'length');
const CHUNK = 16_384;
let hook: MessagePort | undefined;

const collector = {
  pages: [] as string[],
  status: [] as object[],
  post: (command: HookCommand) => hook && postTo(hook, command),
};
Object.defineProperty(globalThis, 'collector', { value: collector, enumerable: false });

const undo = listen(globalThis, 'message', (event) => {
  const port = portsOf(event as MessageEvent)[0];
  if (messageData(event as MessageEvent) !== HOOK_HELLO || port === undefined) return;
  event.stopImmediatePropagation();
  undo();
  hook = port;
  listen(port, 'message', (message) => take(messageData(message as MessageEvent) as HookMessage, port));
  startPort(port);
  postTo(port, { type: 'hello', tail: 'tail-of-the-test', direct: false });
});

listen(globalThis, HOOK_HERE, () => dispatch(globalThis, new Event(RELAY_HERE)));

function take(message: HookMessage, port: MessagePort): void {
  if (message.type !== 'page') return append(collector.status, message);
  append(collector.pages, latin1(message.page));
  postTo(port, { type: 'got', n: message.n });
}

/** `list[i] = x` would run a setter that the page has put on Array.prototype. */
function append<T>(list: T[], value: T): void {
  define(list, list.length, {
    __proto__: null,
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  } as PropertyDescriptor);
}

const define = Object.defineProperty;

/** One character a byte. */
function latin1(page: ArrayBuffer): string {
  let text = '';
  const length = lengthOf(new NativeBytes(page));
  for (let at = 0; at < length; at += CHUNK) {
    text += apply(fromCharCode, null, new NativeBytes(page, at, length - at < CHUNK ? length - at : CHUNK)) as string;
  }
  return text;
}
