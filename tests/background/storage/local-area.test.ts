import { describe, expect, it } from 'vitest';
import { createConsent } from '../../../src/background/sites/consent.ts';
import { createLocalArea } from '../../../src/background/storage/local-area.ts';
import type { Area } from '../../../src/background/storage/area.ts';

/** `storage.local` that can be broken and mended. */
function breakable() {
  const kept = new Map<string, unknown>();
  const state = { isBroken: false };
  const use = async <T>(work: () => T): Promise<T> => {
    if (state.isBroken) throw new Error('An unexpected error occurred');
    return work();
  };
  const area: Area = {
    get: (key) => use(() => Object.fromEntries([...kept].filter(([name]) => key === null || name === key))),
    set: (items) => use(() => Object.entries(items).forEach(([name, value]) => kept.set(name, value))),
    remove: (keys) => use(() => [keys].flat().forEach((name) => kept.delete(name))),
  };
  return { area, kept, state };
}

const SITE = 'https://one.test';

describe('settings that the browser cannot read', () => {
  it('are those that ONE Trace comes with: no consent is made up', async () => {
    const { area, state } = breakable();
    const local = createLocalArea(area);
    const decrypt = createConsent(local, 'decrypt');
    await decrypt.set(SITE, true);
    expect([await decrypt.has(SITE), local.isBroken()]).toEqual([true, false]);
    state.isBroken = true;
    expect([await decrypt.has(SITE), local.isBroken()]).toEqual([false, true]);
    state.isBroken = false;
    expect([await decrypt.has(SITE), local.isBroken()]).toEqual([true, false]);
  });

  it('take what is said now for as long as the background lives', async () => {
    const { area, kept, state } = breakable();
    state.isBroken = true;
    const silent = createConsent(createLocalArea(area), 'silent');
    await silent.set(SITE, true);
    expect(await silent.has(SITE)).toBe(true);
    await silent.set(SITE, false);
    expect(await silent.has(SITE)).toBe(false);
    expect(kept.size).toBe(0);
  });
});
