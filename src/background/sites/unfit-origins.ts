import type { Unfit } from '../../core/contract/capture.ts';
import { isObject } from '../../core/trace/checks.ts';
import type { Area } from '../storage/area.ts';
import { createSerial } from '../serial.ts';

/** Origins whose workers did not run with a hook in them, and why: there they are left alone until the user asks again. */
export interface UnfitOrigins {
  all(): Promise<Map<string, Unfit>>;
  /** @returns whether that was news */
  add(origin: string, why: Unfit): Promise<boolean>;
  forget(origin: string): Promise<void>;
}

const NAME = 'workers-unfit';
const MOST = 256;
const WHY: readonly Unfit[] = ['page policy', 'inherited policy'];

export const isUnfit = (value: unknown): value is Unfit => WHY.some((why) => why === value);

export function createUnfitOrigins(area: Area): UnfitOrigins {
  const inTurn = createSerial();

  async function all(): Promise<Map<string, Unfit>> {
    const value = (await area.get(NAME))[NAME];
    const known = isObject(value) ? Object.entries(value) : [];
    return new Map(known.filter((entry): entry is [string, Unfit] => isUnfit(entry[1])));
  }

  const write = (known: Map<string, Unfit>): Promise<void> =>
    area.set({ [NAME]: Object.fromEntries([...known].slice(-MOST)) });

  return {
    all,
    add: (origin, why) =>
      inTurn(async () => {
        const known = await all();
        if (known.has(origin)) return false;
        await write(known.set(origin, why));
        return true;
      }),
    forget: (origin) =>
      inTurn(async () => {
        const known = await all();
        if (known.delete(origin)) await write(known);
      }),
  };
}
