import { isOfPayloads } from './lost-payload.ts';
import { readPage, type RawRecord } from './page-reader.ts';

/** How many frames are missing where this page is: those that are in it, and those of which it says that they are missing. */
export function countFrames(page: Uint8Array): number {
  let count = 0;
  for (const record of readPage(page)) {
    if (record.kind === 'frame') count += 1;
    if (record.kind === 'lost') count += missingIn(record);
  }
  return count;
}

function missingIn({ json }: RawRecord): number {
  const { count, why } = JSON.parse(new TextDecoder().decode(json)) as { count?: unknown; why?: unknown };
  return Number.isSafeInteger(count) && !isOfPayloads(String(why)) ? (count as number) : 0;
}
