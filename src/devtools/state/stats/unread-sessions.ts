import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Thresholds } from '../../../core/stats/thresholds.ts';
import type { KeyRecord } from '../../../core/trace/records.ts';
import type { RecordingRow } from '../../../core/store/store.ts';
import type { DecoderClient } from '../decoder-client.ts';
import type { KeptSessions } from './kept-sessions.ts';
import { isAtRest } from '../recordings/recording-words.ts';
import { figuresAtEnd, subjectOf, summaryOf } from './session-summary.ts';

/**
 * Recordings whose figures the history lacks, since no panel ever had them open. They are read when somebody asks for it, not with the view:
 * a gigabyte takes a core for a minute, beside the page that is being measured.
 */
export interface UnreadSessions {
  rows: ReadonlySignal<readonly RecordingRow[]>;
  /** While they are read. */
  progress: ReadonlySignal<ReadProgress | undefined>;
  /** How many could not be read. */
  failed: ReadonlySignal<number>;
  /** Resolves when all are read, or it was stopped. */
  read(): Promise<void>;
  /** What is read stays. */
  stop(): void;
}

export interface ReadProgress {
  /** Which one is being read, from 1. */
  at: number;
  of: number;
  row: RecordingRow;
  /** Of this one. */
  bytes: number;
}

export interface UnreadDeps {
  recordings: ReadonlySignal<readonly RecordingRow[]>;
  kept: KeptSessions;
  thresholds: ReadonlySignal<Thresholds>;
  /** A decode worker of its own, started with the first reading. */
  start(): DecoderClient;
  keysOf(row: RecordingRow): Promise<KeyRecord[]>;
}

export function createUnreadSessions({ recordings, kept, thresholds, start, keysOf }: UnreadDeps): UnreadSessions {
  const progress = signal<ReadProgress | undefined>(undefined);
  const failed = signal<ReadonlySet<string>>(new Set());
  /** Read, and nothing in it to compare. */
  const silent = signal<ReadonlySet<string>>(new Set());
  let decoder: DecoderClient | undefined;
  let stopper = new AbortController();

  const rows = computed(() => {
    const known = new Set(kept.all.value.map(({ uid }) => uid));
    return recordings.value.filter(
      (row) =>
        isAtRest(row) &&
        row.pages > 0 &&
        row.summary?.connections !== 0 &&
        !known.has(row.uid) &&
        !silent.value.has(row.uid) &&
        !failed.value.has(row.uid),
    );
  });

  /** Reads one to its end. @returns whether it could be read */
  async function readOne(row: RecordingRow, reader: DecoderClient, { signal: stopped }: AbortController) {
    const keys = await keysOf(row);
    if (stopped.aborted) return true;
    let isOver = (_isRead: boolean): void => undefined;
    const over = new Promise<boolean>((resolve) => (isOver = resolve));
    stopped.addEventListener('abort', () => isOver(true), { once: true });
    const unfigure = figuresAtEnd(reader, thresholds.peek(), (view) => {
      const summary = summaryOf(subjectOf(row), view);
      if (summary === undefined) silent.value = new Set([...silent.peek(), row.uid]);
      void kept.keep(summary).then(() => isOver(true));
    });
    const unlisten = reader.listen((event) => {
      const now = progress.peek();
      if (event.type === 'progress' && now) progress.value = { ...now, bytes: event.bytes };
      if (event.type === 'failed') isOver(false);
    });
    reader.open({ kind: 'recording', id: row.id }, 'report');
    if (keys.length > 0) reader.keys(keys);
    const isRead = await over;
    unfigure();
    unlisten();
    return isRead;
  }

  return {
    rows,
    progress,
    failed: computed(() => failed.value.size),
    async read() {
      if (progress.peek()) return;
      const mine = (stopper = new AbortController());
      const reader = (decoder ??= start());
      const wanted = rows.peek();
      for (const [at, row] of wanted.entries()) {
        if (mine.signal.aborted) break;
        progress.value = { at: at + 1, of: wanted.length, row, bytes: 0 };
        if (!(await readOne(row, reader, mine))) failed.value = new Set([...failed.peek(), row.uid]);
      }
      reader.close();
      progress.value = undefined;
    },
    stop: () => stopper.abort(),
  };
}
