import { PageError, plainFrameLength, readRecord, recordLength, type RawRecord } from '../../core/trace/page-reader.ts';

const LONGEST_JSON = 65_536;
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Walks a page that came out of a page realm, which may have forged it.
 * @returns the number of its records
 * @throws PageError, TypeError or SyntaxError where it is no page, or holds what no hook writes
 */
export function checkPage(page: Uint8Array): number {
  let count = 0;
  const view = new DataView(page.buffer, page.byteOffset, page.length);
  for (let offset = 0; offset < page.length; count += 1) {
    const length = plainFrameLength(view, offset);
    offset += length > 0 ? length : checkedLength(readRecord(page, offset));
  }
  return count;
}

function checkedLength(record: RawRecord): number {
  checkRecord(record);
  return recordLength(record);
}

function checkRecord({ kind, conn, t, size, json, payload }: RawRecord): void {
  if (!Number.isFinite(t) || !Number.isFinite(size) || size < 0) throw new PageError('a record without time or size');
  if (json.length > LONGEST_JSON) throw new PageError(`${json.length} bytes of JSON in one record`);
  switch (kind) {
    case 'foreign':
      throw new PageError('no hook writes such a record');
    case 'frame':
      if (conn === 0) throw new PageError('a frame of no connection');
      if ((payload?.length ?? 0) > size) throw new PageError('a payload longer than its frame');
      if (json.length > 0) checkMembers(json);
      return;
    case 'open':
    case 'state':
    case 'call':
    case 'close':
    case 'plugin':
    case 'key':
      if (conn === 0) throw new PageError(`${kind} of no connection`);
      return checkMembers(json);
    case 'page':
    case 'error':
    case 'sample':
    case 'lost':
    case 'note':
      return checkMembers(json);
  }
}

function checkMembers(json: Uint8Array): void {
  const members: unknown = JSON.parse(decoder.decode(json));
  if (typeof members !== 'object' || members === null || Array.isArray(members))
    throw new PageError('members are no object');
}
