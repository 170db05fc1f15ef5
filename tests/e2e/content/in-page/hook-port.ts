import type { HookMessage } from '../../../../src/core/contract/capture.ts';
import { acceptHook } from '../../../../src/content/relay/hook-port.ts';

declare global {
  /** Types of what has come through the port of the real relay. */
  var heard: HookMessage['type'][];
}

/** The relay's end of the port, where a test has no extension. */
globalThis.heard = [];
acceptHook(({ type }) => globalThis.heard.push(type));
