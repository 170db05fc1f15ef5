import { batch, signal, type ReadonlySignal } from '@preact/signals';
import type { RecordingOrigin, TraceReport, Trouble } from '../../core/contract/decoder.ts';
import type { TraceHeader } from '../../core/trace/records.ts';
import { createColumnStore, type ColumnStore } from './rows/column-store.ts';
import { createConnTable, type ConnTable } from './rows/conn-table.ts';
import type { DecoderClient } from './decoder-client.ts';

/** What is decoded of the recording so far. A new one with every opening and every second pass. */
export interface Rows {
  columns: ColumnStore;
  conns: ConnTable;
}

export interface Opened {
  name: string;
  recording?: number;
  /** Of the recording; absent where it is not kept in the browser. */
  uid?: string;
  header?: TraceHeader;
}

/** The recording that the panel shows: its rows, what the model says of them, and how reading goes. */
export interface Session {
  /** Replaced as a whole when another recording is opened or everything is decoded anew. */
  rows: ReadonlySignal<Rows>;
  /** Counts changes of the rows; columns themselves are no signals. */
  version: ReadonlySignal<number>;
  report: ReadonlySignal<TraceReport>;
  opened: ReadonlySignal<Opened | undefined>;
  pending: ReadonlySignal<boolean>;
  /** How much of a file was read, 0 to 1, while more of it is to come. */
  share: ReadonlySignal<number | undefined>;
  trouble: ReadonlySignal<{ trouble: Trouble; origin: RecordingOrigin } | undefined>;
  open(origin: RecordingOrigin, name: string): void;
  /** The recording is there no longer. */
  close(): void;
  dismissTrouble(): void;
}

/** Rows that stream in are drawn at most this often. */
const TICK_MS = 40;

const NOTHING: TraceReport = { connections: [], findings: [], invites: [], registration: [], security: [], pages: [] };
const noRows = (): Rows => ({ columns: createColumnStore(), conns: createConnTable() });

export function createSession(decoder: DecoderClient): Session {
  const rows = signal(noRows());
  const version = signal(0);
  const report = signal(NOTHING);
  const opened = signal<Opened | undefined>(undefined);
  const pending = signal(false);
  const share = signal<number | undefined>(undefined);
  const trouble = signal<{ trouble: Trouble; origin: RecordingOrigin } | undefined>(undefined);
  /** Rows of a second pass; they take over when they have caught up, so that nothing jumps meanwhile. */
  let anew: Rows | undefined;
  let origin: RecordingOrigin | undefined;
  let name = '';
  let ticking: ReturnType<typeof setTimeout> | undefined;

  function tick(): void {
    clearTimeout(ticking);
    ticking = undefined;
    version.value += 1;
  }

  function takeOver(): void {
    if (anew === undefined) return;
    rows.value = anew;
    anew = undefined;
  }

  decoder.listen((event) =>
    batch(() => {
      switch (event.type) {
        case 'opened': {
          const { recording, uid, header } = event;
          opened.value = {
            name,
            ...(recording === undefined ? {} : { recording }),
            ...(uid === undefined ? {} : { uid }),
            ...(header ? { header } : {}),
          };
          rows.value = noRows();
          report.value = NOTHING;
          return;
        }
        case 'again':
          anew = noRows();
          pending.value = true;
          return;
        case 'batch': {
          const target = anew ?? rows.peek();
          const from = target.columns.rows;
          target.columns.add(event.batch);
          target.conns.add(target.columns, from);
          if (anew && anew.columns.rows >= rows.peek().columns.rows) takeOver();
          ticking ??= setTimeout(tick, TICK_MS);
          return;
        }
        case 'report':
          if (!anew) report.value = event.report;
          return;
        case 'progress':
          pending.value = event.pending;
          share.value = event.share;
          if (!event.pending) takeOver();
          tick();
          return;
        case 'failed':
          pending.value = anew !== undefined;
          share.value = undefined;
          if (origin) trouble.value = { trouble: event.trouble, origin };
          return;
        case 'stopped':
        case 'hits':
        case 'sync':
        case 'stats':
        case 'chains':
          return;
      }
    }),
  );

  return {
    rows,
    version,
    report,
    opened,
    pending,
    share,
    trouble,
    open(next, title) {
      origin = next;
      name = title;
      anew = undefined;
      trouble.value = undefined;
      pending.value = true;
      share.value = undefined;
      decoder.open(next);
    },
    close() {
      origin = undefined;
      anew = undefined;
      batch(() => {
        decoder.close();
        opened.value = undefined;
        pending.value = false;
        share.value = undefined;
        tick();
      });
    },
    dismissTrouble() {
      trouble.value = undefined;
    },
  };
}
