/** The views of the panel, in the order of their tabs. */
export const TABS = [
  { id: 'connections', title: 'Connections', hasScope: false },
  { id: 'messages', title: 'Messages', hasScope: true },
  { id: 'handshakes', title: 'Handshakes', hasScope: true },
  { id: 'sequence', title: 'Sequence', hasScope: true },
  { id: 'sync', title: 'Sync', hasScope: true },
  { id: 'plugins', title: 'Plugins', hasScope: true },
  { id: 'stats', title: 'Stats', hasScope: true },
  { id: 'findings', title: 'Findings', hasScope: true },
  { id: 'log', title: 'Log', hasScope: true },
  { id: 'recordings', title: 'Recordings', hasScope: false },
  { id: 'settings', title: 'Settings', hasScope: false },
] as const;

export type TabId = (typeof TABS)[number]['id'];

export const isTab = (id: string): id is TabId => TABS.some((tab) => tab.id === id);

const FIRST: readonly TabId[] = ['connections', 'messages', 'handshakes', 'findings'];

/** Tabs that stay in view in the narrow layout; the others stand behind `»`. */
export function visibleTabs(current: TabId, isNarrow: boolean): TabId[] {
  const ids = TABS.map(({ id }) => id);
  return isNarrow ? ids.filter((id) => FIRST.includes(id) || id === current) : ids;
}
