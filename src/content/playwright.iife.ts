import { acceptHook } from './relay/hook-port.ts';
import { toBase64 } from './relay/base64.ts';
import { randomName } from '../core/trace/random-name.ts';

/** Calls into the test; Playwright defines it before any script of the page runs. */
type Take = (batch: { realm: string; page: string }) => Promise<void>;

declare global {
  var __oneTraceTake: Take | undefined;
}

/** The relay's place where there is no extension: in a page that Playwright drives, batches go straight to the test. */
const take = globalThis.__oneTraceTake;
Reflect.deleteProperty(globalThis, '__oneTraceTake');

if (take) {
  const realm = randomName();
  const again = acceptHook((message) => {
    if (message.type === 'page') void take({ realm, page: toBase64(new Uint8Array(message.page)) });
  });
  document.addEventListener('DOMContentLoaded', again, { once: true });
}
