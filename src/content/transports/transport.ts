import type { Outbox } from '../outbox.ts';
import type { Connection } from '../connections.ts';
import type { Handler, Placement } from '../patch.ts';
import type { Opening } from '../standing.ts';

/** What a transport is given to work with. */
export interface Realm {
  outbox: Outbox;
  connect(opening: Opening): Connection;
  /** The object that a page knows its connection by (socket, channel). */
  remember(object: object, connection: Connection): void;
  recall(object: object): Connection | undefined;
  /** The address that the page means, where the platform would understand another one. */
  readdress: ((address: unknown) => unknown) | undefined;
  /** The page was refused something that belongs to no connection. */
  refused(message: string, t: number): void;
  /**
   * Puts a stand-in in place of a method; one that has a stand-in already is left alone. For scripts beside the hook: stand-ins must all be
   * known to one `patch.ts`, which answers for their source text. Returns the undo.
   */
  patch(owner: object, key: string, handler: Handler, ...also: Placement[]): () => void;
  /** The native behind a stand-in; anything else is itself. */
  originalOf<T extends object>(value: T): T;
  /** Something of ours went wrong: counted, never thrown. */
  failed(error: unknown): void;
}

/** One way for a page to open connections. Adding one: a file here and a line in table.ts. */
export interface CaptureTransport {
  /** Observes the natives; undefined where this realm has none. Returns the undo. */
  install(realm: Realm): (() => void) | undefined;
  /** Takes on an object that was there before the hook; undefined where it is none of this transport. */
  adopt(object: object, realm: Realm): Connection | undefined;
}
