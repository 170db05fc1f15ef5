import { acceptHook, type HookPort } from '../../../../src/content/relay/hook-port.ts';
import type { HookCommand } from '../../../../src/core/contract/capture.ts';

declare global {
  var collector: { pages: number[][]; status: object[]; post(command: HookCommand): void };
}

let hook: HookPort | undefined;
const { defineProperty } = Object;
const { from } = Array;
const nativeBytes = Uint8Array;

/** Stands in for the relay where a test has no extension: keeps what the hook hands over. */
const collector = {
  pages: [] as number[][],
  status: [] as object[],
  post: (command: HookCommand) => hook?.post(command),
};
defineProperty(globalThis, 'collector', { value: collector, enumerable: false });
acceptHook((message, port) => {
  hook = port;
  if (message.type === 'page') collector.pages[collector.pages.length] = from(new nativeBytes(message.page));
  else collector.status[collector.status.length] = message;
});
