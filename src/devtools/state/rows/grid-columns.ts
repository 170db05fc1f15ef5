/** A column of the message grid. */
export interface GridColumn {
  id: 'no' | 'time' | 'delta' | 'dir' | 'layer' | 'name' | 'summary' | 'size' | 'rtt';
  title: string;
  isRight?: true;
}

const NO: GridColumn = { id: 'no', title: '#', isRight: true };
const TIME: GridColumn = { id: 'time', title: 'Time' };
const DELTA: GridColumn = { id: 'delta', title: 'Delta', isRight: true };
const DIR: GridColumn = { id: 'dir', title: '' };
const LAYER: GridColumn = { id: 'layer', title: 'Layer' };
const NAME: GridColumn = { id: 'name', title: 'Name' };
const SUMMARY: GridColumn = { id: 'summary', title: 'Summary' };
const SIZE: GridColumn = { id: 'size', title: 'Size', isRight: true };
const RTT: GridColumn = { id: 'rtt', title: 'RTT', isRight: true };

export interface GridLayout {
  columns: GridColumn[];
  template: string;
}

/** Columns by the grid's own width: dropped in a fixed order, never squeezed below legibility. */
export function gridLayout(width: number): GridLayout {
  if (width < 525)
    return { columns: [TIME, DIR, LAYER, NAME, SUMMARY, RTT], template: '80px 12px 74px 116px minmax(60px,1fr) 52px' };
  if (width < 780)
    return {
      columns: [NO, TIME, DIR, LAYER, NAME, SUMMARY, SIZE, RTT],
      template: '36px 80px 12px 70px 104px minmax(60px,1fr) 44px 50px',
    };
  return {
    columns: [NO, TIME, DELTA, DIR, LAYER, NAME, SUMMARY, SIZE, RTT],
    template: '48px 90px 64px 14px 84px 150px minmax(120px,1fr) 48px 64px',
  };
}
