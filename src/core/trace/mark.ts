import { createPageWriter } from './page-writer.ts';
import type { NoteRecord } from './records.ts';

/** A page that holds one mark. */
export function writeMark(mark: Pick<NoteRecord, 'text' | 'about'>, t: number): Uint8Array {
  const writer = createPageWriter(256);
  writer.record('note', 0, t, JSON.stringify({ type: 'mark', ...mark }));
  return new Uint8Array(writer.take());
}
