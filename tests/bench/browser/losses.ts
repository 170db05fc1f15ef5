import type { Reading } from '../row.ts';
import { spreadOf } from '../spread.ts';
import { followDisk, lossesOnDisk } from './in-extension.ts';
import { messages } from './in-page.ts';
import type { Pair } from './pair.ts';

/** Messages that the page sent or received and that never came to the disk, whether that was counted or not. */
export async function lossReading({ name, ours }: Pair): Promise<Reading> {
  const of = await ours.inPage(messages, null);
  const [now] = await ours.inExtension(followDisk, { frames: 0, patience: 0 });
  const { retention = 0, ...others } = await ours.inExtension(lossesOnDisk, null);
  const counted = Object.values(others).reduce((sum, count) => sum + count, 0);
  const lost = Math.max(counted, of - (now?.frames ?? 0) - retention);
  const reasons = Object.keys(others);
  return {
    what: `${name}: messages lost, of ${of}`,
    unit: '',
    ours: spreadOf([lost]),
    gate: { most: 0 },
    ...(reasons.length > 0 ? { note: reasons.join('; ') } : {}),
  };
}
