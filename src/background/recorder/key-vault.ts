import { isObject } from '../../core/trace/checks.ts';
import type { KeyRecord } from '../../core/trace/records.ts';
import type { Area } from '../storage/area.ts';
import { createSerial } from '../serial.ts';

/** Session keys of the recordings of this run of the browser. */
export interface KeyVault {
  keys(recording: number): Promise<KeyRecord[]>;
  /** @returns those that were not known yet */
  add(recording: number, keys: readonly KeyRecord[]): Promise<KeyRecord[]>;
  forget(recording: number): Promise<void>;
  copy(from: number, to: number): Promise<void>;
  /** Forgets the keys of recordings that are no longer there. */
  prune(recordings: readonly number[]): Promise<void>;
}

const PREFIX = 'keys:';
/** storage.session holds 10 MiB in Chromium; a key takes about 250 bytes. The newest are kept. */
const MAX_KEYS = 4096;

const place = (key: KeyRecord): string => `${key.conn}@${key.t}#${key.step}`;

/** @param area `storage.session`: gone with the browser, never on disk, out of reach of content scripts */
export function createKeyVault(area: Area): KeyVault {
  /** Reading and writing back are two steps: they must not interleave. */
  const inTurn = createSerial();

  async function read(recording: number): Promise<KeyRecord[]> {
    const name = `${PREFIX}${recording}`;
    const value = (await area.get(name))[name];
    return Array.isArray(value) ? (value.filter(isObject) as unknown as KeyRecord[]) : [];
  }

  async function merge(recording: number, keys: readonly KeyRecord[]): Promise<KeyRecord[]> {
    const known = await read(recording);
    const places = new Set(known.map(place));
    const fresh = keys.filter((key) => !places.has(place(key)));
    if (fresh.length > 0) await area.set({ [`${PREFIX}${recording}`]: [...known, ...fresh].slice(-MAX_KEYS) });
    return fresh;
  }

  return {
    keys: (recording) => inTurn(() => read(recording)),
    add: (recording, keys) => (keys.length === 0 ? Promise.resolve([]) : inTurn(() => merge(recording, keys))),
    forget: (recording) => inTurn(() => area.remove(`${PREFIX}${recording}`)),
    copy: (from, to) => inTurn(async () => void (await merge(to, await read(from)))),
    prune: (recordings) =>
      inTurn(async () => {
        const kept = new Set(recordings.map((id) => `${PREFIX}${id}`));
        const gone = Object.keys(await area.get(null)).filter((key) => key.startsWith(PREFIX) && !kept.has(key));
        if (gone.length > 0) await area.remove(gone);
      }),
  };
}
