import type { Load } from './loads.ts';
import type { Selected } from './selected.ts';
import type { Figures, GroupFigures, KindFigures, StatsSeries } from './stats-view.ts';
import type { Thresholds } from './thresholds.ts';

/** What alerts and advice are drawn from: figures that were computed already, and the connections behind them. */
export interface Basis {
  selected: Selected;
  figures: Figures;
  transports: GroupFigures[];
  peers: GroupFigures[];
  kinds: KindFigures[];
  series: StatsSeries;
  loads: Load[];
  thresholds: Thresholds;
  /** Milliseconds of a bucket of time. */
  width: number;
}
