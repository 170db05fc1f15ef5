import { RELAY_MARK, RELAY_WAKE, type HookMessage, type RelayMark } from '../../core/contract/capture.ts';
import { RELAY_WORKER, type RelayWorker } from '../../core/contract/worker-channel.ts';
import { gapText, type GapRealm, type GapReason } from '../../core/gaps/gap-text.ts';
import { awaitFilter } from './filter-room.ts';
import { acceptHook, type HookPort } from './hook-port.ts';
import { createRealmLink } from './realm-link.ts';
import { extensionRuntime } from './runtime.ts';
import { createPageStatus } from './page-status.ts';
import { watchInvites } from './watch-invites.ts';
import { watchSigns } from './watch-signs.ts';
import { createWorkerRelays } from './worker-relays.ts';

const MEMORY_BYTES = 50_331_648;
const LONGEST_TEXT = 2048;

/**
 * `left` is called where it leaves the page for good.
 * @returns what to call when the script ran once more in this window
 */
export function startRelay(left: () => void): () => void {
  const late = document.readyState === 'complete' && location.protocol !== 'about:';
  let hook: HookPort | undefined;
  let isGone = false;
  let isSuspected = false;

  const link = createRealmLink({
    memoryBytes: MEMORY_BYTES,
    hello: () => ({
      kind: 'window',
      // Neither query nor fragment: a fragment may be an invitation.
      url: location.href.replace(/[?#].*/s, '').slice(0, LONGEST_TEXT),
      title: document.title.slice(0, LONGEST_TEXT),
      late,
    }),
    tellHook: (command) => hook?.post(command),
    onSnapshot: (snapshot) => hook?.post({ type: 'snapshot', snapshot }),
    onMeet: (channel) => withFilter((filtered) => filtered.meet(channel)),
    onGone: leave,
    isHeld: isPrerendering,
  });

  function hear(message: HookMessage): void {
    if (isGone) return;
    if (message.type === 'status') return status.hook(message);
    if (message.type === 'unfit') return link.unfit(message.why);
    if (message.type === 'realm') return workers.accept(message.port);
    if (message.type === 'started') return withFilter((filtered) => filtered.started(message.realm, message.url));
    link.page(message.page);
  }

  const mark = ({ text, about }: RelayMark): void => link.note({ type: 'mark', text, ...(about ? { about } : {}) });

  /** The extension or its permission is gone: the page goes on as if we had never been there. */
  function leave(): void {
    if (isGone) return;
    isGone = true;
    hook?.post({ type: 'detach' });
    workers.leave();
    stopInvites();
    // Where permission comes back, a new relay must be let in: it is asked for by this.
    extensionRuntime()?.onMessage.removeListener(onMessage);
    left();
  }

  function onMessage(message: unknown): void {
    const type = (message as { type?: unknown } | null)?.type;
    if (isGone || isPrerendering()) return;
    if (type === RELAY_WORKER) return withFilter((filtered) => filtered.expect((message as RelayWorker).channel));
    if (type === RELAY_MARK) return mark(message as RelayMark);
    if (type !== RELAY_WAKE) return;
    link.reconnect();
    workers.reconnect();
    signs.look();
  }

  const unseen = (realm: GapRealm, reason: GapReason, url: string): void => {
    if (!isGone) link.note({ type: 'gap', text: gapText(realm, reason, url) });
  };
  const workers = createWorkerRelays(
    isPrerendering,
    () => unseen('worker', 'too many', ''),
    (realm, url) => withFilter((filtered) => filtered.started(realm, url)),
  );
  const withFilter = awaitFilter({
    take: workers.take,
    unseen,
    open: (name) => new BroadcastChannel(name),
    wait: (run, ms) => void setTimeout(run, ms),
  });
  const status = createPageStatus((said) => {
    if (!isGone) link.status(said, !isPrerendering());
  });
  const signs = watchSigns((found) => {
    status.found(found);
    if (!isSuspected) hook?.post({ type: 'suspected' });
    isSuspected = true;
  });
  const again = acceptHook(hear, (port) => {
    hook = port;
  });
  const stopInvites = watchInvites((t, note) => {
    if (!isGone) link.note({ type: 'invite', text: JSON.stringify(note) }, t);
  });
  // A prerendered page that nobody ever sees goes as it came.
  addEventListener('pagehide', (event) => {
    if (isPrerendering() || isGone) return;
    withFilter((filtered) => filtered.leave());
    if (!event.persisted) workers.end();
    link.sendAll(!event.persisted);
  });
  addEventListener('pageshow', (event) => {
    if (!event.persisted || isGone) return;
    link.reconnect();
    workers.reconnect();
    withFilter((filtered) => filtered.back());
  });
  extensionRuntime()?.onMessage.addListener(onMessage);
  if (isPrerendering()) document.addEventListener('prerenderingchange', link.send, { once: true });
  else link.send();
  return again;
}

const isPrerendering = (): boolean => (document as { prerendering?: boolean }).prerendering === true;
