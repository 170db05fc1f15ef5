import { json } from '../json.ts';
import { monotonic } from '../natives.ts';
import type { Outbox } from '../outbox.ts';

export type NoteType = 'navigation' | 'visibility' | 'freeze' | 'online' | 'clock' | 'mark' | 'gap' | 'console';

/** Writes a note at its time. */
export type Note = (type: NoteType, text: string) => void;

export const createNote =
  (outbox: Outbox): Note =>
  (type, text) =>
    outbox.record('note', 0, monotonic(), json({ type, text }));
