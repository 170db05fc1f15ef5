import type { Area } from '../storage/area.ts';

const NAME = 'keep-on-reload';

/** Whether a tab's list goes on over reloads. Of the whole profile, and on unless the user said otherwise. */
export interface KeepOnReload {
  get(): Promise<boolean>;
  set(on: boolean): Promise<void>;
}

export const createKeepOnReload = (local: Area): KeepOnReload => ({
  get: async () => (await local.get(NAME))[NAME] !== false,
  set: (on) => local.set({ [NAME]: on }),
});
