import { readDetail, readEverything, readRows, selectRow, type GridRow } from './panel-dom.ts';
import type { Plain } from './firefox/realms.ts';
import { until } from './until.ts';

/** What a browser must offer for the panel to be driven; the page object over it serves both browsers. */
export interface PanelDriver {
  /** Runs in the panel's document; may use nothing from around it but its arguments. */
  inPanel<A extends Plain[], R>(run: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  /** Presses the element of this role and accessible name, once it is there and can be pressed. */
  press(role: string, name: string): Promise<void>;
  has(role: string, name: string): Promise<boolean>;
}

export type PanelPage = ReturnType<typeof panelPage>;

export function panelPage(driver: PanelDriver) {
  const { inPanel, press } = driver;
  const rows = async (): Promise<GridRow[]> => (await inPanel(readRows)) ?? [];
  return {
    ...driver,
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
    showView: (name: string) => press('tab', name),
  };
}

export type { GridRow } from './panel-dom.ts';
