import type { Area } from './storage/area.ts';

const NAME = 'run';

/** One life of the browser: tab numbers start anew with it, and so does storage.session. */
export async function browserRun(session: Area): Promise<string> {
  const known = (await session.get(NAME))[NAME];
  if (typeof known === 'string') return known;
  const fresh = crypto.randomUUID();
  await session.set({ [NAME]: fresh });
  return fresh;
}
