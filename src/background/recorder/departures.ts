import { recordPage } from '../../core/trace/record-page.ts';
import type { RecordingRow, TraceStore } from '../../core/store/store.ts';

/** What a document that is gone had said that there is, and the recording that it belongs to. */
export interface Departure {
  realm: string;
  recording: number;
  /** Frames by the number of their batch. */
  waiting: ReadonlyMap<number, number>;
}

/** Counts what documents said last and what did not arrive; where that cannot be written now, it is tried again. */
export interface Departures {
  add(departure: Departure): void;
  /** How many frames are not written down as lost yet, at most. */
  readonly frames: number;
  /** @returns recordings that have grown by it */
  write(): Promise<RecordingRow[]>;
}

export function createDepartures(store: TraceStore, now: () => number): Departures {
  let open: Departure[] = [];

  async function write({ realm, recording, waiting }: Departure): Promise<RecordingRow | undefined> {
    // Who deleted the recording wants to know nothing of what is missing in it.
    if (!(await store.recording(recording))) return undefined;
    const committed = await store.committed(recording, realm);
    const count = sum([...waiting].map(([n, frames]) => (n > committed ? frames : 0)));
    if (count === 0) return undefined;
    const members = { count, why: 'on their way from the page when it went' };
    return store.append(recording, recordPage([{ kind: 'lost', conn: 0, t: now(), members }]), 0, count);
  }

  return {
    add: (departure) => void (departure.waiting.size > 0 && open.push(departure)),
    get frames() {
      return sum(open.flatMap(({ waiting }) => [...waiting.values()]));
    },
    async write() {
      const grown: RecordingRow[] = [];
      for (const departure of open) {
        const row = await write(departure);
        open = open.filter((other) => other !== departure);
        if (row) grown.push(row);
      }
      return grown;
    },
  };
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
