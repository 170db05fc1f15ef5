import { until } from './until.ts';
import type { Plain } from './firefox/realms.ts';

/** What a browser must offer for the panel to be driven: the same page object then serves both. */
export interface PanelDriver {
  /** Runs in the panel's document; may use nothing from around it but its arguments. */
  inPanel<A extends Plain[], R>(run: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  /** Presses what a person would: the first visible element of this role whose accessible name begins so. */
  press(role: string, name: string): Promise<void>;
}

/** A row of the message grid, as its accessible name tells it. */
export interface GridRow {
  index: number;
  dir: 'in' | 'out' | undefined;
  name: string;
  conn: string;
  label: string;
  /** Text of the last cell: time to the answer, `↩ n` for an answer. */
  rtt: string;
}

export interface PanelPage extends PanelDriver {
  /** Every row of the grid, scrolled through from the first to the last. */
  rows(): Promise<GridRow[]>;
  /** Rows of frames only. */
  frames(): Promise<GridRow[]>;
  /** Scrolls a row into sight, selects it, and gives the text of the detail pane. */
  detailOf(row: GridRow): Promise<string>;
  /** Everything that can be read in the panel now, attributes included. */
  everythingShown(): Promise<string>;
}
