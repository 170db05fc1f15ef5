import { isOfPayloads } from '../../../src/core/trace/lost-payload.ts';
import type { Reading } from '../row.ts';
import { spreadOf } from '../spread.ts';
import type { BenchBrowser } from './browser.ts';
import { followDisk, lossesOnDisk } from './in-extension.ts';
import { messages } from './in-page.ts';
import type { Pair } from './pair.ts';

/** Messages that the page sent or received and that never came to the disk, whether that was counted or not; and what came without its bytes. */
export async function lossReadings({ name, ours }: Pair): Promise<Reading[]> {
  const of = await ours.inPage(messages, null);
  const [now] = await ours.inExtension(followDisk, { frames: 0, patience: 0 });
  const { retention = 0, ...others } = await ours.inExtension(lossesOnDisk, null);
  const [frames, payloads] = [(why: string) => !isOfPayloads(why), isOfPayloads].map((isMeant) => {
    const meant = Object.entries(others).filter(([why]) => isMeant(why));
    return { count: meant.reduce((sum, [, count]) => sum + count, 0), reasons: meant.map(([why]) => why) };
  }) as [Losses, Losses];
  const missing = of - (now?.frames ?? 0) - retention;
  return [
    reading(`${name}: messages lost, of ${of}`, { ...frames, count: Math.max(frames.count, missing) }),
    reading(`${name}: payloads not kept whole, of ${of}`, payloads),
  ];
}

/** How many payloads came to the disk only in part or not at all. */
export async function payloadsCut(ours: BenchBrowser): Promise<number> {
  const losses = Object.entries(await ours.inExtension(lossesOnDisk, null));
  return losses.reduce((sum, [why, count]) => (isOfPayloads(why) ? sum + count : sum), 0);
}

interface Losses {
  count: number;
  reasons: string[];
}

const reading = (what: string, { count, reasons }: Losses): Reading => ({
  what,
  unit: '',
  ours: spreadOf([count]),
  gate: { most: 0 },
  ...(reasons.length > 0 ? { note: reasons.join('; ') } : {}),
});
