import type { Dissection } from '../core/dissect/dissection.ts';
import type { FrameRecord } from '../core/trace/records.ts';
import { printable } from '../core/report/printable.ts';

interface Column {
  title: string;
  width: number;
  right?: true;
  cell: (frame: FrameRecord, dissection: Dissection, start: number) => string;
}

const COLUMNS: readonly Column[] = [
  { title: 'seconds', width: 10, right: true, cell: ({ t }, _, start) => ((t - start) / 1000).toFixed(3) },
  { title: 'conn', width: 8, cell: ({ conn }) => conn },
  { title: 'seq', width: 5, right: true, cell: ({ seq }) => String(seq) },
  { title: 'dir', width: 3, cell: ({ dir }) => dir },
  { title: 'bytes', width: 8, right: true, cell: ({ size }) => String(size) },
  { title: 'phase', width: 10, cell: (_, { phase }) => phase ?? '-' },
  { title: 'name', width: 26, cell: (_, { name }) => name },
  {
    title: 'summary',
    width: 0,
    cell: (_, { summary, problem }) => (problem ? `${summary} [${problem.code}]` : summary),
  },
];

/** Lines of a table for people. @param columns width of the terminal; lines are cut there. Without it they are whole */
export interface FrameTable {
  heading: string;
  row(frame: FrameRecord, dissection: Dissection): string;
}

/** @param start epoch milliseconds from which the first column counts */
export function createFrameTable(start: number, columns: number | undefined): FrameTable {
  const line = (cell: (column: Column) => string): string => {
    const cells = COLUMNS.map((column) => {
      const text = printable(cell(column));
      return column.right ? text.padStart(column.width) : text.padEnd(column.width);
    });
    const whole = cells.join('  ').trimEnd();
    return columns !== undefined && whole.length > columns ? `${whole.slice(0, columns - 1)}…` : whole;
  };
  return {
    heading: line(({ title }) => title),
    row: (frame, dissection) => line(({ cell }) => cell(frame, dissection, start)),
  };
}
