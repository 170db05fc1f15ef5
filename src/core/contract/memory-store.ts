import type { RecordingRow, RowChange } from '../store/store.ts';
import type { TracePage } from '../trace/source.ts';

/** Readers take recordings from the disk themselves; those that the background has in memory they ask for here. */
export const MEMORY_CHANNEL = 'one-trace-memory';
/** The background holds this Web Lock for as long as it can be asked; the browser releases it when the background dies. */
export const MEMORY_LOCK = 'one-trace-memory';

export type MemoryQuestion =
  | { type: 'recordings' }
  | { type: 'recording'; id: number }
  | { type: 'update'; id: number; change: RowChange }
  | { type: 'remove'; id: number }
  /** Some pages above `after`; none: that was all. */
  | { type: 'pages'; id: number; after: number }
  | { type: 'page'; id: number; no: number };

export interface MemoryAnswers {
  recordings: RecordingRow[];
  recording: RecordingRow | undefined;
  update: undefined;
  remove: undefined;
  pages: TracePage[];
  page: TracePage | undefined;
}

/** All contexts of the extension hear all messages: a name belongs to whoever thought of it. */
export type MemoryMessage =
  | { ask: string; question: MemoryQuestion }
  | { answer: string; value: MemoryAnswers[keyof MemoryAnswers] }
  | { answer: string; failed: string };
