import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import type { TraceReport } from '../../../core/contract/decoder.ts';
import type { RecordingRow, RecordingSummary } from '../../../core/store/store.ts';
import type { DecoderClient } from '../decoder-client.ts';
import { isAtRest } from './recording-words.ts';
import type { Recordings } from './recordings.ts';

/**
 * Reads recordings besides the one that the panel shows: the selected one, so that it can be exported from the list, and while nobody selects
 * anything those of which is not known yet what was found in them.
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
    decoder.open({ kind: 'recording', id: row.id });
    askKeys(row);
  }

  /** The selected one stays open; before anything is selected, one after the other is read. */
  function next(): void {
    if (isBusy || !isSeen.peek() || selected.peek() !== undefined) return;
    const unknown = recordings.rows
      .peek()
      .find((row) => isAtRest(row) && row.summary?.pages !== row.pages && row.pages > 0 && !tried.has(tryKey(row)));
    if (unknown) open(unknown);
  }

  function done(): void {
    isBusy = false;
    if (current && latest) void keep(current, summaryOf(current, latest));
    next();
  }

  async function keep({ id, summary }: RecordingRow, known: RecordingSummary): Promise<void> {
    if (JSON.stringify(summary) !== JSON.stringify(known)) await recordings.update(id, { summary: known });
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
    void [isSeen.value, recordings.rows.value, selected.value];
    untracked(next);
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
    },
  };
}

const summaryOf = ({ pages }: RecordingRow, { connections, findings }: TraceReport): RecordingSummary => ({
  pages,
  connections: connections.length,
  errors: findings.filter(({ severity }) => severity === 'error').length,
  warnings: findings.filter(({ severity }) => severity === 'warning').length,
});
