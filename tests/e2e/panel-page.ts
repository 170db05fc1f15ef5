import type { Engine } from './engine.ts';
import {
  fillField,
  readAlert,
  readBadge,
  readCapturedFrames,
  readDetail,
  readEverything,
  readNotice,
  readOverflow,
  readRecordings,
  readPageCard,
  readRows,
  readSequence,
  readView,
  readViews,
  selectRow,
  type GridRow,
} from './panel-dom.ts';
import type { Plain } from './firefox/realms.ts';
import { until } from './until.ts';

/** What a browser must offer for the panel to be driven; the page object over it serves both browsers. */
export interface PanelDriver {
  /** Runs in the panel's document; may use nothing from around it but its arguments. */
  inPanel<A extends Plain[], R>(run: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  /** Presses the first element of this role whose name contains the words, once it is there and can be pressed. */
  press(role: string, name: string): Promise<void>;
  has(role: string, name: string): Promise<boolean>;
}

export type PanelPage = ReturnType<typeof panelPage>;

export function panelPage({ inPanel, press, has }: PanelDriver) {
  const rows = (): Promise<GridRow[]> => until('the list to be read as a whole', () => inPanel(readRows));
  return {
    inPanel,
    press,
    has,
    /** How the page stands, as the toolbar says it. */
    badge: () => inPanel(readBadge),
    /** The card behind the badge, once it is open. */
    pageCard: () => until('the card of the page', () => inPanel(readPageCard)),
    /** Every row of the message grid, scrolled through from the first to the last. */
    rows,
    /** Only those that stand for frames. */
    frames: async () => (await rows()).filter(({ dir }) => dir !== undefined),
    /** Selects a row as a person would, and gives the text of its detail once that is of this row. */
    async detailOf(row: GridRow): Promise<string> {
      await until(`row ${row.index}`, () => inPanel(selectRow, row.index));
      return until(`the detail of ${row.label}`, () => inPanel(readDetail, row.name));
    },
    /** Everything that can be read in the panel now, attributes included. */
    everythingShown: () => inPanel(readEverything),
    /** Messages of the recording, as the status bar counts them. */
    capturedFrames: () => inPanel(readCapturedFrames),
    /** The rows of the sequence diagram as texts, from the first to the last. */
    sequence: () => until('the sequence diagram', () => inPanel(readSequence)),
    /** The text of the view that is open. */
    viewShown: () => inPanel(readView),
    /** Pixels by which the panel's content is larger than the panel. */
    overflow: () => inPanel(readOverflow),
    /** The line that stands over the list for a while, '' for none. */
    notice: () => inPanel(readNotice),
    /** Types into the field with this label, once it is there. */
    fill: (label: string, text: string) => until(`the field ${label}`, () => inPanel(fillField, label, text)),
    alert: () => inPanel(readAlert),
    /** Names of the views that have a tab now. */
    views: () => inPanel(readViews),
    showView: (name: string) => press('tab', name),
    /** The names of the recordings in the list, as they are read out. */
    recordings: () => inPanel(readRecordings),

    /** Consents to decryption for the site, as a person does: the page is reloaded. */
    async allowDecryption(engine: Engine): Promise<void> {
      await press('button', 'Decrypt this site');
      await engine.whileReloading(() => press('button', 'Allow and reload'));
      await until('decryption to be on', () => has('button', 'Decryption is on'));
    },
    async startRecording(): Promise<void> {
      await press('button', 'Record:');
      await until('the recording to run', () => has('button', 'End the recording'));
    },
    /** Lets the browser download the recording. */
    async exportRecording({ keys }: { keys: boolean }): Promise<void> {
      await press('button', 'Export…');
      await press('radio', 'Everything');
      await press('checkbox', 'I know that');
      if (keys) await press('checkbox', 'Add the session keys');
      await press('radio', 'Nothing');
      await press('button', 'Export unsealed');
    },
  };
}

export type { GridRow } from './panel-dom.ts';
