import { randomName } from '../../core/trace/random-name.ts';
import { isObject } from '../../core/trace/checks.ts';
import type { Area } from '../storage/area.ts';
import { createSerial } from '../serial.ts';

const NAME = 'meeting';

/** For each origin the name of the channel on which its shared workers meet relays: as long as the browser runs, as they may. */
export function createMeeting(session: Area): (origin: string) => Promise<string> {
  const inTurn = createSerial();
  return (origin) =>
    inTurn(async () => {
      const value = (await session.get(NAME))[NAME];
      const names = isObject(value) ? value : {};
      const known = names[origin];
      if (typeof known === 'string') return known;
      const fresh = randomName() + randomName();
      await session.set({ [NAME]: { ...names, [origin]: fresh } });
      return fresh;
    });
}
