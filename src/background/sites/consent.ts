import { isObject } from '../../core/trace/checks.ts';
import type { Area } from '../storage/area.ts';
import { createSerial } from '../serial.ts';
import type { UnfitOrigins } from './unfit-origins.ts';

/** Origins for which the user said one thing: that keys are looked for, the page API, workers, errors of the console, or no capture. Outlives the browser. */
export interface Consent {
  has(origin: string): Promise<boolean>;
  origins(): Promise<string[]>;
  set(origin: string, on: boolean): Promise<void>;
}

/** What a site is asked about, each by itself. */
export interface Consents {
  decrypt: Consent;
  pageApi: Consent;
  /** Here the user wants nothing captured although the site is permitted. */
  silent: Consent;
  workers: Consent;
  /** Errors of the page's console are recorded. */
  errors: Consent;
  /** Where capture inside workers was tried in vain. */
  unfit: UnfitOrigins;
}

export function createConsent(area: Area, name: 'decrypt' | 'page-api' | 'silent' | 'workers' | 'errors'): Consent {
  const inTurn = createSerial();

  async function read(): Promise<Record<string, unknown>> {
    const value = (await area.get(name))[name];
    return isObject(value) ? value : {};
  }

  const origins = async (): Promise<string[]> =>
    Object.entries(await read())
      .filter(([, on]) => on === true)
      .map(([origin]) => origin);

  return {
    origins,
    has: async (origin) => (await origins()).includes(origin),
    set: (origin, on) =>
      inTurn(async () => {
        const others = Object.entries(await read()).filter(([known]) => known !== origin);
        await area.set({ [name]: Object.fromEntries(on ? [...others, [origin, true]] : others) });
      }),
  };
}
