import { isObject } from '../../core/trace/checks.ts';
import { createPageWriter } from '../../core/trace/page-writer.ts';
import type { Area } from './area.ts';
import { createSerial } from '../serial.ts';

/** How many frames of which tab are in memory: written down where the background's death does not reach, so that what went with it is counted. */
export interface MemoryToll {
  /** So many frames of the tab are in memory now; none: they are on disk. */
  note(tab: number, frames: number): Promise<void>;
  /** Frames of the tab that went with an earlier life of the background. Told once. */
  owed(tab: number): Promise<number>;
}

const NAME = 'in-memory';

/** @param session `storage.session` */
export function createMemoryToll(session: Area): MemoryToll {
  const inTurn = createSerial();
  const mine = new Map<number, number>();
  const before = session.get(NAME).then((found) => countsOf(found[NAME]));

  const write = async (): Promise<void> =>
    session.set({ [NAME]: Object.fromEntries([...(await before), ...mine].filter(([, frames]) => frames > 0)) });

  return {
    note: (tab, frames) =>
      inTurn(async () => {
        if ((mine.get(tab) ?? 0) === frames) return;
        mine.set(tab, frames);
        await write();
      }),
    owed: (tab) =>
      inTurn(async () => {
        const frames = (await before).get(tab) ?? 0;
        if (frames === 0) return 0;
        (await before).delete(tab);
        await write();
        return frames;
      }),
  };
}

function countsOf(value: unknown): Map<number, number> {
  const entries = isObject(value) ? Object.entries(value) : [];
  return new Map(
    entries.flatMap(([tab, count]) => (Number.isSafeInteger(count) ? [[Number(tab), count as number]] : [])),
  );
}

/** A page that says what went. */
export function writeToll(count: number, t: number): Uint8Array {
  const writer = createPageWriter(256);
  writer.record('lost', 0, t, JSON.stringify({ count, why: 'it was in memory only when the background ended' }));
  return new Uint8Array(writer.take());
}
