import type { HookCommand } from '../core/contract/capture.ts';
import { randomName } from '../core/trace/random-name.ts';
import { createConnection, type Connection } from './connections.ts';
import { errorText } from './error-text.ts';
import type { Host } from './host.ts';
import { json } from './json.ts';
import { append, createNotes, getOwnPropertyDescriptor, monotonic } from './natives.ts';
import { createNudge } from './nudge.ts';
import { createOutbox } from './outbox.ts';
import { originalOf, patchFunction, patchToString } from './patch.ts';
import { watchClock } from './realm/clock.ts';
import { isHidden } from './realm/hidden.ts';
import { createNote } from './realm/note.ts';
import { observeWorkers } from './realm/workers.ts';
import type { Room } from './room.ts';
import { createSoon } from './schedule.ts';
import { createSite, momentOf, writePage, type Moment } from './site.ts';
import { undoAll } from './undo.ts';
import { createTaps } from './taps.ts';
import { TRANSPORTS } from './transports/table.ts';
import type { CaptureTransport, Realm } from './transports/transport.ts';

/** Own errors after which the hook leaves the page alone. */
const PATIENCE = 50;

/** Composes the hook of a realm and lets the other scripts find it in the room. */
export function startHook(room: Room, host: Host): void {
  const undo: (() => void)[] = [];
  const soon = createSoon(isHidden, createNudge());
  let failures = 0;
  let name: string | undefined;
  const page = (): string => (name ??= `p${randomName()}`);
  let since: Moment | undefined = momentOf(host);
  let isGoing = false;
  let isSuspected = false;
  let hasGap = false;

  const link = host.openLink(onCommand);
  const outbox = createOutbox({
    now: monotonic,
    begin() {
      writePage(outbox, page(), host, since ?? momentOf(host));
      since = undefined;
    },
    soon: (flush) => (isGoing ? (flush(), last()) : soon(flush)),
    hand: link.hand,
    post: (n, bytes, isMoved) => link.post({ type: 'page', n, page: bytes }, isMoved ? bytes : undefined),
  });
  const note = createNote(outbox);
  const clock = watchClock(note, () => site.isLive);
  const site = createSite(page, room, (status) => link.post({ type: 'status', ...status }), onLive);
  const known = createNotes<object, Connection>();

  const realm: Realm = {
    outbox,
    connect: (opening) => createConnection(outbox, site, opening, room.counting),
    remember: (object, connection) => known.set(object, connection),
    recall: (object) => known.get(object),
    refused,
    originalOf,
    patch(owner, key, handler, ...also) {
      const before: unknown = getOwnPropertyDescriptor(owner, key)?.value;
      const isPlain = typeof before === 'function' && originalOf(before) === before;
      return isPlain ? patchFunction(owner, key, handler, ...also) : () => undefined;
    },
    readdress: host.readdress,
    failed(error) {
      failures += 1;
      outbox.lose(1, `the hook failed: ${errorText(error)}`);
      if (failures === PATIENCE) detach();
    },
  };

  const again = (): void => void (isGoing = false);
  const observers = host.observe({ note, last, again, flush: outbox.flush, refused });
  listenAgain();
  undo.push(...observers.map((observer) => observer.undo), patchToString(), observeWorkers(noteGap, room, host));
  const transports: CaptureTransport[] = [];
  for (const transport of TRANSPORTS) add(transport);
  room.hook = {
    tap: createTaps(realm, transports),
    searching: () => site.searching,
    isLive: () => site.isLive,
    patch: (owner, key, apply) => append(undo, realm.patch(owner, key, { apply })),
    add,
    lend(port) {
      // The recording has to know the page before it hears of what belongs to the page.
      outbox.release();
      outbox.flush();
      link.lend(port);
    },
    unfit: (why) => link.post({ type: 'unfit', why }),
    started: (realm, url) => link.post({ type: 'started', realm, url }),
    note,
    lose: outbox.lose,
    again: listenAgain,
    sample: (what, values) => outbox.record('sample', 0, monotonic(), json({ page: page(), what, values })),
  };
  room.errors?.listen();

  function add(transport: CaptureTransport): void {
    append(transports, transport);
    const remove = transport.install(realm);
    if (remove) append(undo, remove);
  }

  function noteGap(type: 'gap', text: string): void {
    note(type, text);
    hasGap = true;
    tellGap();
  }

  /** An application that lives in a worker makes no connection in its window: without this its recording would not even begin. */
  function tellGap(): void {
    if (hasGap && isSuspected) outbox.release();
  }

  function refused(message: string, t: number): void {
    room.counting?.refused(message);
    outbox.release();
    outbox.record('error', 0, t, json({ message }));
  }

  /** document.open() takes all listeners away; listening twice does nothing. */
  function listenAgain(): void {
    link.listen();
    for (let at = 0; at < observers.length; at += 1) observers[at]?.listen();
    room.errors?.listen();
  }

  function onLive(): void {
    listenAgain();
    clock.wake();
    room.sampler?.wake();
  }

  function onCommand(command: HookCommand): void {
    switch (command.type) {
      case 'hello':
        return outbox.capture(true);
      case 'got':
        return outbox.received(command.n);
      case 'capture':
        return outbox.capture(command.on);
      case 'suspected':
        isSuspected = true;
        return tellGap();
      case 'snapshot':
        return room.counting?.learn(command.snapshot);
      case 'detach':
        return detach();
    }
  }

  /** The document may never run again: what the relay has not confirmed is handed over now, besides what is on its way. */
  function last(): void {
    isGoing = true;
    outbox.last(link.postNow);
  }

  function detach(): void {
    outbox.capture(false);
    room.hook = undefined;
    room.finder?.seek(false);
    room.errors?.leave();
    undoAll(undo);
  }
}
