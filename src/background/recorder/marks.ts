import { RELAY_MARK, type RelayMark } from '../../core/contract/capture.ts';
import { writeMark } from '../../core/trace/mark.ts';
import type { RecordingRow, TraceStore } from '../../core/store/store.ts';
import type { TabRecordings } from './tab-recordings.ts';

export type Mark = Omit<RelayMark, 'type'>;

/** Marks that a person sets from outside of the page. */
export interface Marks {
  /** @returns whether there was anything to set it in */
  set(tab: number, mark: Mark): Promise<boolean>;
}

export interface MarksDeps {
  store: TraceStore;
  recordings: TabRecordings;
  /** Hands the mark to the relay of the tab's page; false where there is none. */
  send(tab: number, message: RelayMark): Promise<boolean>;
  grown(tab: number, row: RecordingRow): void;
  now(): number;
}

export function createMarks({ store, recordings, send, grown, now }: MarksDeps): Marks {
  return {
    async set(tab, mark) {
      // The page's relay puts it between the frames, at its place and by the page's own clock.
      if (await send(tab, { type: RELAY_MARK, ...mark })) return true;
      const row = await recordings.find(tab);
      if (!row) return false;
      grown(tab, await store.append(row.id, writeMark(mark, now()), 0));
      return true;
    },
  };
}
