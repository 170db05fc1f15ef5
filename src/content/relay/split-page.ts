import { readPage, recordLength } from '../../core/trace/page-reader.ts';

/** Cuts a page between records, so that no part is longer than `limit` but one that is a single record. */
export function splitPage(page: Uint8Array, limit: number): Uint8Array[] {
  if (page.length <= limit) return [page];
  const parts: Uint8Array[] = [];
  let start = 0;
  let end = 0;
  for (const record of readPage(page)) {
    const next = record.offset + recordLength(record);
    if (next - start > limit && end > start) {
      parts.push(page.subarray(start, end));
      start = end;
    }
    end = next;
  }
  parts.push(page.subarray(start, end));
  return parts;
}
