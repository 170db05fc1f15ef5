import type { ReadonlySignal, Signal } from '@preact/signals';
import type { KeyRecord } from '../../core/trace/records.ts';
import type { DecoderClient } from './decoder-client.ts';
import type { Filter } from './filter/filter.ts';
import type { Handshakes } from './handshakes/handshake-view.ts';
import type { KeptSessions } from './stats/kept-sessions.ts';
import type { Layout } from './layout.ts';
import type { Live } from './live/live.ts';
import type { Log } from './log/log.ts';
import type { TimeMode } from './rows/message-cells.ts';
import type { Notices } from './notice.ts';
import type { RecordingReader } from './recordings/recording-reader.ts';
import type { Recordings } from './recordings/recordings.ts';
import type { Reveal } from './reveal.ts';
import type { Scope } from './scope/scope.ts';
import type { Selection } from './selection.ts';
import type { AskAccess } from './export/sending.ts';
import type { Sequence } from './sequence/sequence.ts';
import type { Session } from './session.ts';
import type { ShownRows } from './rows/shown-rows.ts';
import type { Stats } from './stats/stats.ts';
import type { Sync } from './sync/sync.ts';
import type { TabId } from './tabs.ts';
import type { Theme } from './theme.ts';
import type { TwoRecordings } from './two-recordings/two-recordings.ts';
import type { UnreadSessions } from './stats/unread-sessions.ts';

export type Dialog =
  | { kind: 'help' }
  | { kind: 'export' }
  /** Of the site in the tab, or of another. */
  | { kind: 'consent'; origin?: string }
  | { kind: 'withdraw'; origin: string }
  | { kind: 'delete-site'; origin: string }
  | { kind: 'unseal' }
  | { kind: 'delete-recording'; id: number }
  | { kind: 'describe-recording'; id: number }
  | { kind: 'mark' };

/** Everything that the panel's components read and call. */
export interface Panel {
  decoder: DecoderClient;
  session: Session;
  scope: Scope;
  filter: Filter;
  shown: ShownRows;
  selection: Selection;
  handshakes: Handshakes;
  sequence: Sequence;
  log: Log;
  sync: Sync;
  stats: Stats;
  kept: KeptSessions;
  /** Undefined where only one recording can be read. */
  unread: UnreadSessions | undefined;
  reveal: Reveal;
  layout: Layout;
  notices: Notices;
  recordings: Recordings;
  /** The session keys of a recording, as far as they are known anywhere. */
  keysOf(id: number): Promise<KeyRecord[]>;
  /** Undefined where the browser gives no database. */
  reader: RecordingReader | undefined;
  /** Two of them merged or compared. */
  two: TwoRecordings;
  theme: ReadonlySignal<Theme>;
  tab: ReadonlySignal<TabId>;
  time: ReadonlySignal<TimeMode>;
  dialog: Signal<Dialog | undefined>;
  /** Banners that were put away, by their key. */
  dismissed: Signal<ReadonlySet<string>>;
  /** A private window: the browser forgets everything with it. */
  isPrivate: boolean;
  /** Undefined in the viewer. */
  live: Live | undefined;
  /** Undefined where nothing can be sent from here. */
  askAccess: AskAccess | undefined;
  go(tab: TabId): void;
  nextTimeMode(): void;
  openFile(file: File, salvage?: boolean): void;
  /** Gives up the file that is being read; the panel shows its own tab again. */
  stopImport(): void;
  openRecording(id: number, name: string): void;
  /** Selects a row and shows it in the list of messages. */
  show(row: number): void;
}
