import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import type { TraceReport } from '../../../core/contract/decoder.ts';
import type { RecordingRow } from '../../../core/store/store.ts';
import type { DecoderClient } from '../decoder-client.ts';
import type { Session } from '../session.ts';
import { keepSummary } from './keep-summary.ts';
import { isAtRest } from './recording-words.ts';
import type { Recordings } from './recordings.ts';

/**
 * Reads recordings besides the one that the panel shows: the selected one, so that it can be exported from the list, and while nobody selects
 * anything those of which is not known yet what was found in them. The panel's own reading comes first: two at a time take twice the memory, and
 * each waits for the other.
 */
export interface RecordingReader {
  decoder: DecoderClient;
  selected: ReadonlySignal<number | undefined>;
  /** Of the selected one, as far as it is read; undefined before. */
  report: ReadonlySignal<TraceReport | undefined>;
  select(id: number | undefined): void;
  /** The list is seen, or no longer. */
  watch(on: boolean): void;
  /** Keys of the recording that is being read. */
  reading(): number | undefined;
}

export function createRecordingReader(
  decoder: DecoderClient,
  recordings: Recordings,
  session: Pick<Session, 'opened' | 'pending'>,
  askKeys: (row: RecordingRow) => void,
): RecordingReader {
  const selected = signal<number | undefined>(undefined);
  const report = signal<TraceReport | undefined>(undefined);
  const isSeen = signal(false);
  /** What could not be read is not tried again. */
  const tried = new Set<string>();
  let current: RecordingRow | undefined;
  let latest: TraceReport | undefined;
  let isBusy = false;

  const tryKey = ({ id, pages }: RecordingRow): string => `${id} ${pages}`;

  function open(row: RecordingRow): void {
    current = row;
    latest = undefined;
    isBusy = true;
    tried.add(tryKey(row));
    decoder.open({ kind: 'recording', id: row.id }, 'report');
    askKeys(row);
  }

  /** Nothing stays open that nobody looks at. What was not read to its end may be tried again. */
  function release(): void {
    if (current === undefined) return;
    if (isBusy) tried.delete(tryKey(current));
    current = latest = undefined;
    isBusy = false;
    decoder.close();
  }

  /** What the panel itself has open, it also tells what was found in (keep-summary.ts). */
  const isUnknown = (row: RecordingRow): boolean =>
    isAtRest(row) &&
    row.summary?.pages !== row.pages &&
    row.pages > 0 &&
    !tried.has(tryKey(row)) &&
    row.id !== session.opened.peek()?.recording;

  /** The selected one stays open; before anything is selected, one after the other is read. */
  function next(): void {
    if (isBusy || selected.peek() !== undefined) return;
    const isFree = isSeen.peek() && !session.pending.peek();
    const unknown = isFree ? recordings.rows.peek().find(isUnknown) : undefined;
    if (unknown) open(unknown);
    else release();
  }

  function done(): void {
    isBusy = false;
    if (current && latest) void keepSummary(recordings, current, latest);
    next();
  }

  decoder.listen((event) => {
    switch (event.type) {
      case 'report':
        latest = event.report;
        if (current?.id === selected.peek()) report.value = event.report;
        return;
      case 'progress':
        return event.pending ? undefined : done();
      case 'failed':
        isBusy = false;
        return next();
      default:
        return;
    }
  });
  effect(() => {
    void [isSeen.value, recordings.rows.value, selected.value, session.pending.value];
    untracked(next);
  });
  effect(() => {
    if (session.opened.value && selected.peek() === undefined) untracked(release);
  });

  return {
    decoder,
    selected,
    report,
    reading: () => current?.id,
    watch: (on) => void (isSeen.value = on),
    select(id) {
      if (id === selected.peek()) return;
      selected.value = id;
      report.value = undefined;
      const row = recordings.rows.peek().find((each) => each.id === id);
      if (row) open(row);
      else release();
    },
  };
}
