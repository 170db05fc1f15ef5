import { openDatabase, type StoreTrouble } from './database.ts';
import { storeOver } from './over.ts';
import type { TraceStore } from './store.ts';

export interface StoreOptions {
  /** Name of the database; background, panel and viewer of one extension share it. */
  name?: string;
  /** Epoch milliseconds. */
  now?: () => number;
  onTrouble?: (trouble: StoreTrouble) => void;
}

export const STORE_NAME = 'one-trace';

/** The store in IndexedDB. Opens at the first call, and anew where the browser closed it. */
export const openTraceStore = ({
  name = STORE_NAME,
  now = Date.now,
  onTrouble = () => undefined,
}: StoreOptions = {}): TraceStore => storeOver(openDatabase(name, onTrouble), now);
