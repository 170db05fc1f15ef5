import { isOfPayloads } from './lost-payload.ts';
import { plainFrameLength, readRecord, recordLength, type RawRecord } from './page-reader.ts';

const decoder = new TextDecoder();

/** How many frames are missing where this page is: those that are in it, and those of which it says that they are missing. */
export function countFrames(page: Uint8Array): number {
  const view = new DataView(page.buffer, page.byteOffset, page.length);
  let count = 0;
  for (let offset = 0; offset < page.length;) {
    const length = plainFrameLength(view, offset);
    if (length > 0) {
      count += 1;
      offset += length;
      continue;
    }
    const record = readRecord(page, offset);
    if (record.kind === 'frame') count += 1;
    if (record.kind === 'lost') count += missingIn(record);
    offset += recordLength(record);
  }
  return count;
}

function missingIn({ json }: RawRecord): number {
  const { count, why } = JSON.parse(decoder.decode(json)) as { count?: unknown; why?: unknown };
  return Number.isSafeInteger(count) && !isOfPayloads(String(why)) ? (count as number) : 0;
}
