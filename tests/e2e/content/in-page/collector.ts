import { acceptHook, type HookPort } from '../../../../src/content/relay/hook-port.ts';
import type { HookCommand } from '../../../../src/core/contract/capture.ts';

declare global {
  var collector: { pages: string[]; status: object[]; post(command: HookCommand): void };
}

let hook: HookPort | undefined;
const { defineProperty } = Object;
const { fromCharCode } = String;
const { apply } = Reflect;
const NativeBytes = Uint8Array;
const CHUNK = 16_384;

/** Stands in for the relay where a test has no extension: keeps what the hook hands over. */
const collector = {
  pages: [] as string[],
  status: [] as object[],
  post: (command: HookCommand) => hook?.post(command),
};
defineProperty(globalThis, 'collector', { value: collector, enumerable: false });
acceptHook((message, port) => {
  hook = port;
  if (message.type === 'page') collector.pages[collector.pages.length] = latin1(message.page);
  else collector.status[collector.status.length] = message;
});

/** One character a byte, made without anything that the page can replace. */
function latin1(page: ArrayBuffer): string {
  let text = '';
  const length = new NativeBytes(page).length;
  for (let at = 0; at < length; at += CHUNK) {
    text += apply(fromCharCode, null, new NativeBytes(page, at, length - at < CHUNK ? length - at : CHUNK)) as string;
  }
  return text;
}
