import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Channel } from '../../core/contract/channel.ts';
import type { DecoderCommand, DecoderEvent } from '../../core/contract/decoder.ts';
import type { KeyRecord } from '../../core/trace/records.ts';
import type { ImportLocks } from '../../core/store/importing.ts';
import type { TraceStore } from '../../core/store/store.ts';
import { createAskedKeys } from './live/asked-keys.ts';
import { createLive } from './live/create-live.ts';
import { createDecoderClient } from './decoder-client.ts';
import { createFilter } from './filter/filter.ts';
import { createHandshakes } from './handshakes/handshake-view.ts';
import { openHistory } from './stats/history.ts';
import { createKeptSessions } from './stats/kept-sessions.ts';
import { createLayout } from './layout.ts';
import type { LiveHost, LiveLink } from './live/live.ts';
import { createLog } from './log/log.ts';
import { TIME_MODES, type TimeMode } from './rows/message-cells.ts';
import { createNotices } from './notice.ts';
import { tellPage } from './live/page-snapshot.ts';
import type { Dialog, Panel } from './panel.ts';
import { keepShownSummary } from './recordings/keep-summary.ts';
import { createRecordingReader } from './recordings/recording-reader.ts';
import { createRecordings, type RetentionArea } from './recordings/recordings.ts';
import { createReveal } from './reveal.ts';
import { abandonedNotice, markedNotice, savedNotice } from './recordings/saved-notice.ts';
import { createScope } from './scope/scope.ts';
import { createSelection } from './selection.ts';
import type { AskAccess } from './export/sending.ts';
import { createSequence } from './sequence/sequence.ts';
import { createSession } from './session.ts';
import { subjectOf } from './stats/session-summary.ts';
import { createShownRows } from './rows/shown-rows.ts';
import { createStats } from './stats/stats.ts';
import { read, write } from './stored.ts';
import { createSync } from './sync/sync.ts';
import { isTab, type TabId } from './tabs.ts';
import type { Theme } from './theme.ts';
import { createTwoRecordings, type TwoRecordingsWorld } from './two-recordings/two-recordings.ts';
import { createUnreadSessions } from './stats/unread-sessions.ts';

export interface PanelWorld {
  worker: Channel<DecoderCommand, DecoderEvent>;
  startPairWorker: TwoRecordingsWorld['startWorker'];
  store: TraceStore | undefined;
  theme: ReadonlySignal<Theme>;
  live: { link: LiveLink; host: LiveHost } | undefined;
  /** A second decode worker, for recordings besides the one that is shown. */
  reader?: () => Channel<DecoderCommand, DecoderEvent>;
  retention?: RetentionArea;
  locks?: ImportLocks | undefined;
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

  const kept = createKeptSessions(openHistory());
  const recordings = createRecordings({
    store,
    area: more.retention,
    locks: more.locks,
    onRemoved({ id, uid }, isLast) {
      if (session.opened.peek()?.recording === id) session.close();
      if (isLast) void kept.forget([uid]);
    },
    onAbandoned(rows) {
      if (rows.some(({ id }) => session.opened.peek()?.recording === id)) session.close();
      notices.say(abandonedNotice(rows));
    },
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
      ? createRecordingReader(createDecoderClient(more.reader()), recordings, session, ({ id, keys }) =>
          askKeys(id, keys),
        )
      : undefined;

  keepShownSummary(recordings, session);

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

  const stats = createStats({
    session,
    decoder,
    scope,
    filter,
    tab,
    kept,
    subjectOf(uid) {
      const row = recordings.rows.peek().find((each) => each.uid === uid);
      return row && subjectOf(row);
    },
  });
  const { reader: startReader } = more;
  const unread =
    startReader &&
    createUnreadSessions({
      recordings: recordings.rows,
      kept,
      thresholds: stats.thresholds,
      start: () => createDecoderClient(startReader()),
      keysOf: async ({ id, keys = [] }) => (live ? askedKeys.of(id) : keys),
    });

  decoder.listen(({ type }) => {
    if (type === 'stopped') void recordings.refresh();
  });

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
    stats,
    kept,
    unread,
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
    stopImport() {
      session.close();
      const own = live?.recording.peek();
      if (own) openRecording(own.id, 'This tab');
      notices.say({ text: 'Import stopped; nothing of it is kept' });
    },
    openRecording,
    show(row) {
      selection.select(row);
      layout.isDetailOpen.value = true;
      go('messages');
    },
  };
}
