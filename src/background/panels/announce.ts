import type { KeyRecord } from '../../core/trace/records.ts';
import type { RecordingRow } from '../../core/store/store.ts';

/** What the recorder tells whoever watches a tab. No payload: readers take that from the store. */
export interface Announce {
  recording(tab: number, row: RecordingRow): void;
  grown(tab: number, row: RecordingRow): void;
  keys(tab: number, recording: number, keys: KeyRecord[]): void;
  trouble(tab: number, code: string, message: string): void;
  /** Recording goes on after trouble. */
  well(tab: number): void;
}
