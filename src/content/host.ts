import type { HookCommand } from '../core/contract/capture.ts';
import type { RealmKind } from '../core/trace/records.ts';
import type { Link } from './link.ts';
import type { Note } from './realm/note.ts';

/** What is told to whoever observes a realm. */
export interface Observing {
  note: Note;
  /** The realm may never run again. */
  last(): void;
  /** It runs again. */
  again(): void;
  /** Hands over what there is: the realm ends with this very step. */
  flush(): void;
  /** The page was refused something that belongs to no connection. */
  refused(message: string, t: number): void;
}

/** `listen` may be called at any time and does nothing where its listeners are in place. */
export interface Observer {
  listen(): void;
  undo(): void;
}

/** The kind of realm that a hook lives in, and what differs with it. */
export interface Host {
  kind: RealmKind;
  /** Address of the realm, and the one that relative addresses in it are meant by. */
  url(): string;
  base(): string;
  openLink(onCommand: (command: HookCommand) => void): Link;
  observe(observing: Observing): Observer[];
  /** The address that the page means, where the platform would understand another one. */
  readdress?: (address: unknown) => unknown;
}
