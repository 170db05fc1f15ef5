import type { RowBatch } from '../../core/contract/row-columns.ts';
import type { Address } from './row-writer.ts';

/** Where the record of each row lies: eight bytes a row, so that details can be read again. */
export interface RowAddresses {
  readonly rows: number;
  add(batch: RowBatch): void;
  at(row: number): Address | undefined;
}

export function createRowAddresses(): RowAddresses {
  let pages = new Uint32Array(4096);
  let offsets = new Uint32Array(4096);
  let rows = 0;
  const grown = (old: Uint32Array<ArrayBuffer>, need: number): Uint32Array<ArrayBuffer> => {
    const next = new Uint32Array(Math.max(old.length * 2, need));
    next.set(old);
    return next;
  };
  return {
    get rows() {
      return rows;
    },
    add({ columns, count }) {
      if (rows + count > pages.length) {
        pages = grown(pages, rows + count);
        offsets = grown(offsets, rows + count);
      }
      pages.set(columns.page.subarray(0, count), rows);
      offsets.set(columns.offset.subarray(0, count), rows);
      rows += count;
    },
    at(row) {
      const page = pages[row];
      const offset = offsets[row];
      return row >= rows || page === undefined || offset === undefined ? undefined : { page, offset };
    },
  };
}
