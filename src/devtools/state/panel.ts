import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Channel } from '../../core/contract/channel.ts';
import type { DecoderCommand, DecoderEvent } from '../../core/contract/decoder.ts';
import type { KeyRecord } from '../../core/trace/records.ts';
import type { TraceStore } from '../../core/trace/store.ts';
import { createAskedKeys } from './asked-keys.ts';
import { createDecoderClient, type DecoderClient } from './decoder-client.ts';
import { createFilter, type Filter } from './filter.ts';
import { createHandshakes, type Handshakes } from './handshake-view.ts';
import { createLayout, type Layout } from './layout.ts';
import { createLive, type Live, type LiveHost, type LiveLink } from './live.ts';
import { createLog, type Log } from './log.ts';
import { TIME_MODES, type TimeMode } from './message-cells.ts';
import { createNotices, type Notices } from './notice.ts';
import { createRecordingReader, type RecordingReader } from './recording-reader.ts';
import { createRecordings, type Recordings, type RetentionArea } from './recordings.ts';
import { createReveal, type Reveal } from './reveal.ts';
import type { AskAccess } from './sending.ts';
import { markedNotice, savedNotice } from './saved-notice.ts';
import { createScope, type Scope } from './scope.ts';
import { createSelection, type Selection } from './selection.ts';
import { createSequence, type Sequence } from './sequence.ts';
import { createSession, type Session } from './session.ts';
import { createShownRows, type ShownRows } from './shown-rows.ts';
import { openHistory } from './history.ts';
import { createStats, type Stats } from './stats.ts';
import { createSync, type Sync } from './sync.ts';
import { createTwoRecordings, type TwoRecordings, type TwoRecordingsWorld } from './two-recordings.ts';
import { tellPage } from './page-snapshot.ts';
import { read, write } from './stored.ts';
import { isTab, type TabId } from './tabs.ts';
import type { Theme } from './theme.ts';

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
  openRecording(id: number, name: string): void;
  /** Selects a row and shows it in the list of messages. */
  show(row: number): void;
}

export interface PanelWorld {
  worker: Channel<DecoderCommand, DecoderEvent>;
  startPairWorker: TwoRecordingsWorld['startWorker'];
  store: TraceStore | undefined;
  theme: ReadonlySignal<Theme>;
  live: { link: LiveLink; host: LiveHost } | undefined;
  /** A second decode worker, for recordings besides the one that is shown. */
  reader?: () => Channel<DecoderCommand, DecoderEvent>;
  retention?: RetentionArea;
  isPrivate?: boolean;
  askAccess?: AskAccess | undefined;
}

export function createPanel({
  worker,
  startPairWorker,
  store,
  theme,
  live: world,
  askAccess,
  ...more
}: PanelWorld): Panel {
  const decoder = createDecoderClient(worker);
  const session = createSession(decoder);
  const scope = createScope(session);
  const filter = createFilter();
  const selection = createSelection(session, decoder);
  const shown = createShownRows({ session, decoder, scope: scope.conns, filter: filter.node, marks: selection.marks });
  const layout = createLayout();
  const notices = createNotices();
  const stored = read('tab', 'messages');
  const tab = signal<TabId>(isTab(stored) ? stored : 'messages');
  const dialog = signal<Dialog | undefined>(undefined);
  const time = signal<TimeMode>(read<TimeMode>('time', 'absolute'));

  const isOn = (id: TabId): ReadonlySignal<boolean> => computed(() => tab.value === id);

  function go(next: TabId): void {
    tab.value = next;
    write('tab', next);
  }

  const recordings = createRecordings(store, more.retention, (id) => {
    if (session.opened.peek()?.recording === id) session.close();
  });
  let wanted: number | undefined;
  const openRecording = (id: number, name: string): void => {
    wanted = id;
    session.open({ kind: 'recording', id }, name);
    askKeys(id, recordings.rows.peek().find((row) => row.id === id)?.keys);
  };

  const live =
    world &&
    createLive(world.link, world.host, {
      onRecording: (id) => openRecording(id, 'This tab'),
      onGrown: () => decoder.grown(),
      onKeys,
      onMarked: (ok) => notices.say(markedNotice(ok)),
      onSaved(saved) {
        void recordings.refresh();
        notices.say(savedNotice(saved, () => (dialog.value = { kind: 'describe-recording', id: saved.id ?? 0 })));
      },
    });

  const reader =
    more.reader && store
      ? createRecordingReader(createDecoderClient(more.reader()), recordings, ({ id, keys }) => askKeys(id, keys))
      : undefined;

  const askedKeys = createAskedKeys((id) => askKeys(id));

  /** Without a background only the keys that were kept with a recording are known. */
  function askKeys(id: number, kept: KeyRecord[] = []): void {
    if (live) live.keysOf(id);
    else if (kept.length > 0) onKeys(id, kept);
  }

  function onKeys(id: number, keys: KeyRecord[]): void {
    askedKeys.came(id, keys);
    if (id === wanted) decoder.keys(keys);
    if (id === reader?.reading()) reader.decoder.keys(keys);
  }

  if (live) tellPage(live, session);
  void recordings.refresh();

  return {
    decoder,
    session,
    scope,
    filter,
    shown,
    selection,
    handshakes: createHandshakes(session, scope),
    sequence: createSequence({ session, shown, scope, filter: filter.node, isOpen: isOn('sequence') }),
    log: createLog(session, scope, shown, isOn('log')),
    sync: createSync(session, decoder, shown, isOn('sync')),
    stats: createStats({ session, decoder, scope, filter, tab, history: openHistory() }),
    reveal: createReveal(),
    layout,
    notices,
    recordings,
    keysOf: askedKeys.of,
    reader,
    two: createTwoRecordings({
      startWorker: startPairWorker,
      keysOf: async (origin) => (origin.kind === 'recording' && live ? askedKeys.of(origin.id) : []),
      onMerged(file, keys) {
        decoder.keys(keys);
        session.open({ kind: 'file', file, name: file.name, salvage: false }, file.name);
        notices.say({ text: `Merged into ${file.name}, a recording of its own` });
        go('sequence');
      },
    }),
    theme,
    tab,
    time,
    dialog,
    isPrivate: more.isPrivate === true,
    dismissed: signal<ReadonlySet<string>>(new Set()),
    live,
    askAccess,
    go,
    nextTimeMode() {
      time.value = TIME_MODES[(TIME_MODES.indexOf(time.peek()) + 1) % TIME_MODES.length] ?? 'absolute';
      write('time', time.peek());
    },
    openFile: (file, salvage = false) => session.open({ kind: 'file', file, name: file.name, salvage }, file.name),
    openRecording,
    show(row) {
      selection.select(row);
      layout.isDetailOpen.value = true;
      go('messages');
    },
  };
}
