import type { PanelNotice } from '../../core/contract/panel.ts';
import type { RecordingRow } from '../../core/store/store.ts';
import type { Announce } from './announce.ts';
import type { Link } from '../ports.ts';

export interface Panel {
  readonly port: Link<PanelNotice, unknown>;
  /** The tab it inspects, once it has said so. */
  tab?: number;
  /** Address of the tab as the devtools page knows it. */
  url?: string | undefined;
}

/** The panels that are open, and what they are told. */
export interface Panels extends Announce {
  readonly all: ReadonlySet<Panel>;
  add(panel: Panel): void;
  remove(panel: Panel): void;
  ofTab(tab: number): Panel[];
}

const GROWN_MS = 100;

export const recordingNotice = (row: RecordingRow): PanelNotice => ({
  type: 'recording',
  id: row.id,
  pinned: row.pinnedFrom !== undefined && row.pinnedTo === undefined,
  created: row.created,
});

export const savedNotice = (row: RecordingRow | undefined): PanelNotice => ({
  type: 'saved',
  ...(row ? { id: row.id, name: row.name ?? row.title, frames: row.frames } : {}),
});

export const grownNotice = ({ id, pages, frames, bytes, lost }: RecordingRow): PanelNotice => ({
  type: 'grown',
  id,
  pages,
  frames,
  bytes,
  lost,
});

/** `wait` calls back after some milliseconds. */
export function createPanels(wait: (run: () => void, ms: number) => void): Panels {
  const all = new Set<Panel>();
  /** Tabs that were told of growth a moment ago, with what has come since. */
  const resting = new Map<number, RecordingRow | undefined>();

  const ofTab = (tab: number): Panel[] => [...all].filter((panel) => panel.tab === tab);
  function tell(tab: number, notice: PanelNotice): void {
    for (const { port } of ofTab(tab)) port.post(notice);
  }

  function rest(tab: number): void {
    resting.set(tab, undefined);
    wait(() => {
      const news = resting.get(tab);
      resting.delete(tab);
      if (!news) return;
      tell(tab, grownNotice(news));
      rest(tab);
    }, GROWN_MS);
  }

  return {
    all,
    add: (panel) => void all.add(panel),
    remove: (panel) => void all.delete(panel),
    ofTab,
    recording: (tab, row) => tell(tab, recordingNotice(row)),
    grown(tab, row) {
      if (resting.has(tab)) {
        resting.set(tab, row);
        return;
      }
      tell(tab, grownNotice(row));
      rest(tab);
    },
    keys: (tab, id, keys) => tell(tab, { type: 'keys', id, keys }),
    well: (tab) => tell(tab, { type: 'well' }),
    trouble: (tab, code, message) => tell(tab, { type: 'trouble', code, message }),
  };
}
