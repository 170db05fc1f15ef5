import { recordPage } from '../../core/trace/record-page.ts';
import { checkPage } from './check-page.ts';

/** The hook's page, or the statement that one is missing: whatever the hook's realm did to it must not reach the recorder. */
export function checkedPage(page: ArrayBuffer): Uint8Array {
  try {
    const own = ownBytes(page);
    checkPage(own);
    return own;
  } catch (error) {
    const why = `a page of records was refused: ${String(error).slice(0, 200)}`;
    const t = performance.timeOrigin + performance.now();
    return recordPage([{ kind: 'lost', conn: 0, t, members: { count: 1, why } }]);
  }
}

/**
 * Firefox: a view over a buffer of the page's realm would live there too, and its `subarray` is denied to us. Chromium gives us a buffer of
 * our own.
 */
function ownBytes(page: ArrayBuffer): Uint8Array {
  if (Object.getPrototypeOf(page) === ArrayBuffer.prototype) return new Uint8Array(page);
  const own = new Uint8Array(page.byteLength);
  own.set(new Uint8Array(page));
  return own;
}
