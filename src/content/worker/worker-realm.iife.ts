import { getter, method } from '../../core/trace/captured.ts';
import { startHook } from '../hook.ts';
import { errorMessage, errorName, getOwnPropertyDescriptor, listen } from '../natives.ts';
import { readConnections } from './read-connections.ts';
import { enterRoom } from '../room.ts';
import { WORKER_SCRIPT } from '../../core/network-log/own-script.ts';
import { firefoxStack, isOnlyIn } from './firefox-stack.ts';
import { wearAddress, readdressing } from './address.ts';
import { wordOf, type WorkerStart } from './start.ts';
import { workerHost } from './worker-host.ts';
import { tellOwner } from './worker-link.ts';
import { createWorkers } from './workers.ts';

/** The one parameter of the function that bootstrap.ts puts around this script. */
declare const oneTraceStart: WorkerStart;

const start = oneTraceStart;
const room = enterRoom();
const errorOf = getter(ErrorEvent.prototype as ErrorEvent & { error: unknown }, 'error');
const includes = method(String.prototype, 'includes');
const startsWith = method(String.prototype, 'startsWith');
let hasBegun = start.module;

startHook(
  room,
  workerHost(start, () => room.hook?.unfit('inherited policy')),
);
readConnections(room, start.seeks);
const worn = wearAddress(start.url, readdressing(start.url));
room.workers ??= createWorkers(room, start.source, () => start.url);

start.begun = () => say('begun');
const undo = listen(globalThis, 'error', (event) => {
  if (hasBegun || !event.isTrusted) return;
  if (!isMissing(errorOf(event as ErrorEvent & { error: unknown }))) return say('begun');
  // The native worker will tell the page what the page is used to.
  event.stopImmediatePropagation();
  event.preventDefault();
  say('missing');
});

function say(word: 'begun' | 'missing'): void {
  if (hasBegun) return;
  hasBegun = true;
  undo();
  tellOwner(wordOf(start.token, word));
}

const names = (text: string): boolean => includes(text, `'${start.url}'`) || includes(text, `"${start.url}"`);

/**
 * Errors that only our own importScripts can have thrown, so that nothing of the page's script has run: it could not be had, or not be read. Of a
 * call of the page's own they would look the same, but that would be the second call.
 */
function isMissing(error: unknown): boolean {
  if (worn.imports() !== 1) return false;
  // Firefox: nothing but the wrapper was running, so that not even the first line of the page's script has run.
  if (isOnlyIn(WORKER_SCRIPT, firefoxStack(error))) return true;
  try {
    return errorName(error as DOMException) === 'NetworkError' && names(errorMessage(error as DOMException));
  } catch {
    // no DOMException
  }
  const message: unknown =
    typeof error === 'object' && error !== null && getOwnPropertyDescriptor(error, 'message')?.value;
  return typeof message === 'string' && startsWith(message, "Failed to execute 'importScripts'");
}
