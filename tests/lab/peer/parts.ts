import type { ChumSession } from '../chum/session.ts';
import type { Store } from '../chum/store.ts';
import type { Connection } from '../connection/connection.ts';
import type { Chat } from './chat.ts';
import type { Contact } from './contact.ts';
import type { Environment } from './environment.ts';
import type { Pairing } from './pairing.ts';
import type { Routes } from './routes.ts';

/** What dialling and accepting share inside one peer. */
export interface PeerParts {
  readonly env: Environment;
  readonly routes: Routes;
  readonly pairing: Pairing;
  readonly store: Store;
  readonly chat: Chat;
  readonly contacts: Map<string, Contact>;
  /** persons whose next chum is refused as unknown (§4.1) */
  readonly refuseOnce: Set<string>;
  readonly catchAll: boolean;
  startSession(connection: Connection, personId: string): Promise<ChumSession>;
}
