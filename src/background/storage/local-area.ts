import type { Area } from './area.ts';

/** `storage.local`, and what was said meanwhile where the browser cannot read it. */
export interface LocalArea extends Area {
  /** It could not be used: settings are those that ONE Trace comes with, and what is said now lasts as long as the background. */
  isBroken(): boolean;
}

/** Where a profile's storage is broken (Firefox keeps this one in IndexedDB, too), recording goes on without the settings. */
export function createLocalArea(area: Area): LocalArea {
  const said = new Map<string, unknown>();
  let isBroken = false;

  async function attempt<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      const result = await work();
      isBroken = false;
      return result;
    } catch {
      isBroken = true;
      return otherwise;
    }
  }

  return {
    isBroken: () => isBroken,
    async get(key) {
      const found = await attempt(() => area.get(key), {});
      const own = [...said].filter(([name]) => key === null || name === key);
      return { ...found, ...Object.fromEntries(own) };
    },
    async set(items) {
      await attempt(() => area.set(items), undefined);
      for (const [name, value] of Object.entries(items)) {
        if (isBroken) said.set(name, value);
        else said.delete(name);
      }
    },
    async remove(keys) {
      await attempt(() => area.remove(keys), undefined);
      for (const name of [keys].flat()) said.delete(name);
    },
  };
}
