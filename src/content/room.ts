import { defineProperty, getOwnPropertyDescriptor } from './natives.ts';
import type { ApplyTrap } from './patch.ts';
import type { GapRealm, GapReason } from '../core/gaps/gap-text.ts';
import type { CaptureTransport } from './transports/transport.ts';
import type { JsonMembers } from './json.ts';
import type { Unfit } from '../core/contract/capture.ts';
import type { PageSnapshot } from '../core/contract/page-snapshot.ts';
import type { RecordKind } from '../core/trace/records.ts';

/**
 * Where the page scripts of ONE Trace meet, in whatever order they run: behind the one documented global, `__ONE_TRACE__`. The first
 * script defines it; each hands `attach` a part under PART and is given the room. A page can do the same and gains nothing: what it
 * would learn is what its own sockets do, and it can hand over forged connections through `attach` anyway.
 */
export interface Room {
  hook: HookPart | undefined;
  reader: ReaderPart | undefined;
  finder: FinderPart | undefined;
  counting: CountingPart | undefined;
  sampler: SamplerPart | undefined;
  workers: WorkersPart | undefined;
  errors: ErrorsPart | undefined;
  /** Scripts of workers go through the browser's filter, which puts the hook in front of them. */
  filtered: boolean;
}

/** The hook: what others may know and say of a connection. */
export interface HookPart {
  tap(socket: object): Tap | undefined;
  /** Connections that speak ONE, whose plugin chain is not known yet. */
  searching(): number;
  /** A recorded connection is open. */
  isLive(): boolean;
  /** Figures of the whole page, as a `sample` record. */
  sample(what: string, values: JsonMembers): void;
  /** Puts a stand-in in place of a method of the page's, until the extension leaves; one that has a stand-in already is left alone. */
  patch(owner: object, key: string, apply: ApplyTrap): void;
  /** One more transport, of a script that only some browsers have. */
  add(transport: CaptureTransport): void;
  /** Passes on the link of a realm that was started with a hook of its own. */
  lend(port: MessagePort): void;
  /** Workers of this origin do not run with a hook in them. */
  unfit(why: Unfit): void;
  /** A worker was started whose script goes through the filter; the relay waits for the hook in it. */
  started(realm: GapRealm, url: string): void;
  /** Something for the trace that the page says itself. */
  note(type: 'mark' | 'console', text: string): void;
  /** Something could not be recorded. */
  lose(count: number, why: string): void;
  /** The scripts ran once more in this window, whose listeners may be gone. */
  again(): void;
}

export interface Tap {
  /** Grows when the trace begins anew and everything known has to be said again. */
  readonly epoch: number;
  /** The connection is ONE's, whatever its frames say. */
  recognise(why: string): void;
  write(kind: Exclude<RecordKind, 'frame'>, members: string): void;
  /** Runs before each frame is written, while the page's code that sends or receives it is about to act or has just acted. */
  watch(onFrame: (dir: 'in' | 'out', binary: boolean) => void): void;
  /** Runs where somebody asks for the plugin chain as it is now. */
  onLook(look: () => void): void;
  /** The live plugin chain is known (or was mistaken): whether to go on looking for it. */
  settle(known: boolean): void;
}

/** page-api: turns what it is given into plugin and key records. */
export interface ReaderPart {
  attach(connection: unknown): boolean;
  /** A plugin chain met in passing; `live` where the call was made on the Connection's own array. */
  chain(plugins: unknown, live: boolean): void;
}

/** discovery: looks for chains while there is one to find. */
export interface FinderPart {
  seek(on: boolean): void;
}

/** stats: counts in the page. Told of connections that are made while it is there; nothing that it does may throw. */
export interface CountingPart {
  open(connection: CountedConnection): Counter;
  /** A dial that came to nothing before it was a connection. */
  refused(message: string): void;
  /** What a reader knows of these connections. */
  learn(snapshot: PageSnapshot): void;
}

/** page-api: takes figures of the page while something is recorded. */
export interface SamplerPart {
  wake(): void;
}

type Newable = new (...args: never[]) => unknown;

/** workers: where the site allows it, brings the hook into the workers of the page. */
export interface WorkersPart {
  /** @returns the worker; or nothing, where the native may be called as it is; or why the native will run without the hook */
  start(native: Newable, args: unknown[], target: Newable): object | GapReason | undefined;
  shared(): GapReason | undefined;
}

/** errors: where the user wants it for the site, notes what the page's console shows as an error. */
export interface ErrorsPart {
  /** May be called at any time: listeners go with document.open(), and the hook may come later. */
  listen(): void;
  leave(): void;
}

export interface CountedConnection {
  readonly number: number;
  /** Time of its `open` record. */
  readonly opened: number;
  readonly url: string;
  readonly late: boolean;
  /** Not one of ONE's, as far as is known now. */
  isForeign(): boolean;
  /** Has the plugin chain read again: it is told as a record. */
  look(): void;
}

export interface Counter {
  /** One message, at the time of its event; of a Blob only the size is known. */
  frame(dir: 'in' | 'out', data: string | undefined, size: number): void;
  record(kind: Exclude<RecordKind, 'frame'>, members: string): void;
}

export const GLOBAL = '__ONE_TRACE__';
const PART: unique symbol = Symbol.for('one-trace.part') as never;

/** The room of this realm. */
export function enterRoom(): Room {
  const known: unknown = getOwnPropertyDescriptor(globalThis, GLOBAL)?.value;
  if (known !== undefined) return existing(known) ?? emptyRoom();
  const room = emptyRoom();
  const value = {};
  fix(value, 'attach', (connection: unknown) => attach(room, connection), true);
  fix(globalThis, GLOBAL, value, false);
  return room;
}

/** Defines what nobody can change or take away. The global stays open for the members that another script of ours brings. */
export function fix(owner: object, key: string, value: unknown, enumerable: boolean): void {
  const fixed = { __proto__: null, value, enumerable, writable: false, configurable: false };
  defineProperty(owner, key, fixed as PropertyDescriptor);
}

const emptyRoom = (): Room =>
  ({
    __proto__: null,
    hook: undefined,
    reader: undefined,
    finder: undefined,
    counting: undefined,
    sampler: undefined,
    workers: undefined,
    errors: undefined,
    filtered: false,
  }) as Room;

function existing(known: unknown): Room | undefined {
  let room: Room | undefined;
  try {
    (known as { attach(part: object): void }).attach({ __proto__: null, [PART]: (given: Room) => (room = given) });
  } catch {
    // something else of that name
  }
  return room;
}

function attach(room: Room, connection: unknown): boolean {
  try {
    const join = (connection as { [PART]?: unknown })[PART];
    if (typeof join !== 'function') return room.reader?.attach(connection) ?? false;
    (join as (room: Room) => void)(room);
    return true;
  } catch {
    return false;
  }
}
