import { HEADER_BYTES, KIND_CODE, OFFSET, padded } from './page-layout.ts';
import type { RecordKind } from './records.ts';

/** A record that is no frame, as it lies in a page. */
export interface PageRecord {
  kind: Exclude<RecordKind, 'frame'>;
  conn: number;
  t: number;
  members: object;
}

const encoder = new TextEncoder();

/** A page of a few records, where a writer that grows would be too much. Not for pages of strangers: it uses what the realm has now. */
export function recordPage(records: readonly PageRecord[]): Uint8Array {
  const texts = records.map(({ members }) => encoder.encode(JSON.stringify(members)));
  const page = new Uint8Array(texts.reduce((sum, text) => sum + padded(HEADER_BYTES + text.length), 0));
  const view = new DataView(page.buffer);
  let at = 0;
  for (const [i, { kind, conn, t }] of records.entries()) {
    const text = texts[i] ?? new Uint8Array();
    view.setUint8(at, KIND_CODE[kind]);
    view.setUint32(at + OFFSET.conn, conn, true);
    view.setFloat64(at + OFFSET.t, t, true);
    view.setUint32(at + OFFSET.json, text.length, true);
    page.set(text, at + HEADER_BYTES);
    at += padded(HEADER_BYTES + text.length);
  }
  return page;
}
