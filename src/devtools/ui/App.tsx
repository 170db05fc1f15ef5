import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { emptyState } from '../state/empty-state.ts';
import type { Panel } from '../state/panel.ts';
import { TABS, type TabId } from '../state/tabs.ts';
import { Banners } from './shell/Banners.tsx';
import { ConnectionsView } from './connections/ConnectionsView.tsx';
import { Dialogs } from './shell/Dialogs.tsx';
import { EmptyState } from './shell/EmptyState.tsx';
import { FindingsView } from './findings/FindingsView.tsx';
import { HandshakesView } from './handshakes/HandshakesView.tsx';
import { LogView } from './log/LogView.tsx';
import { MessagesView } from './messages/MessagesView.tsx';
import { NoticeLine } from './shell/NoticeLine.tsx';
import { panelKey } from './shell/panel-key.ts';
import { PanelContext } from './PanelContext.tsx';
import { PluginsView } from './plugins/PluginsView.tsx';
import { RecordingsPage } from './recordings/RecordingsPage.tsx';
import { ScopeButton } from './scope/ScopeButton.tsx';
import { ScopeList } from './scope/ScopeList.tsx';
import { SequenceView } from './sequence/SequenceView.tsx';
import { SettingsView } from './settings/SettingsView.tsx';
import { Splitter } from './controls/Splitter.tsx';
import { StatsView } from './stats/StatsView.tsx';
import { StatusBar } from './shell/StatusBar.tsx';
import { SyncView } from './sync/SyncView.tsx';
import { Tabs } from './shell/Tabs.tsx';
import { Toolbar } from './shell/Toolbar.tsx';
import { useFileDrop } from './controls/use-file-drop.ts';

const VIEWS: Record<TabId, () => preact.JSX.Element> = {
  connections: ConnectionsView,
  messages: MessagesView,
  handshakes: HandshakesView,
  sequence: SequenceView,
  sync: SyncView,
  plugins: PluginsView,
  stats: StatsView,
  findings: FindingsView,
  log: LogView,
  recordings: RecordingsPage,
  settings: SettingsView,
};

const DOCK_CLASSES = { bottom: 'bottom', undocked: 'undocked', right: 'narrow' };

export function App({ panel }: { panel: Panel }) {
  const element = useRef<HTMLDivElement>(null);
  const [isDropping, setDropping] = useState(false);
  const { layout, tab, session } = panel;
  void session.version.value;
  const dock = layout.dock.value;
  const current = tab.value;
  const View = VIEWS[current];
  const hasScope = TABS.some(({ id, hasScope }) => id === current && hasScope);
  const needsRows = current !== 'recordings' && current !== 'settings';
  const empty = needsRows ? emptyState(panel) : undefined;
  const theme = panel.theme.value;
  useFileDrop((file) => panel.openFile(file), setDropping);

  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  useLayoutEffect(() => {
    const measure = (): void => {
      layout.size.value = { width: innerWidth, height: innerHeight };
    };
    measure();
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => panelKey(event, panel);
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  /** Names of a merged recording carry their side. */
  const namesWidth = panel.sequence.merged.value ? { '--conn-width': '48px' } : {};
  const hasList = hasScope && !empty && dock !== 'right';
  const { scope: scopeWidth } = layout.sizes.value;
  return (
    <PanelContext.Provider value={panel}>
      <div ref={element} class={`app ${DOCK_CLASSES[dock]}`}>
        <header>
          <h1 class="hidden-text">ONE Trace</h1>
          <Toolbar />
          <Tabs />
          {hasScope && !empty && dock === 'right' && <ScopeButton />}
          <Banners />
        </header>
        <main
          class={`body${hasList ? ' with-scope' : ''}`}
          style={{ '--scope-width': `${scopeWidth}px`, position: 'relative', ...namesWidth }}
        >
          {hasList && <ScopeList />}
          {hasList && (
            <Splitter
              label="Width of the connection list"
              line="vertical"
              value={scopeWidth}
              min={180}
              max={520}
              sign={1}
              style={{ left: `${scopeWidth - 3}px` }}
              onChange={(scope) => layout.resize({ scope })}
            />
          )}
          <div class="view" id="view" role="tabpanel" aria-labelledby={`tab-${current}`}>
            {empty ? <EmptyState state={empty} /> : <View />}
          </div>
        </main>
        <StatusBar />
      </div>
      <Dialogs />
      <NoticeLine />
      {isDropping && <div class="drop">Drop to open the recording</div>}
    </PanelContext.Provider>
  );
}
