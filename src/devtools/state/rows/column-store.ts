import {
  columnNames,
  createColumnArrays,
  ROW,
  ROW_BYTES,
  type ColumnName,
  type Columns,
  type Facet,
  type OtherEnd,
  type RowBatch,
} from '../../../core/contract/row-columns.ts';

import { createOtherEndStore } from '../two-recordings/other-ends.ts';

const SHIFT = 14;
const CHUNK = 1 << SHIFT;
const MASK = CHUNK - 1;

interface Chunk {
  columns: Columns;
  /** Where the summary of each row begins in `text`. */
  starts: Uint32Array;
  text: Uint8Array;
  used: number;
}

/** All rows as typed arrays in chunks, with the tables that their numbers point into. */
export interface ColumnStore {
  readonly rows: number;
  readonly frames: number;
  readonly tables: { conns: string[]; names: string[]; layers: string[][]; phases: string[]; facets: Facet[] };
  get(column: ColumnName, row: number): number;
  summary(row: number): string;
  /** Of a merged recording: the same frame at the other end. */
  otherEnd(row: number): OtherEnd | undefined;
  add(batch: RowBatch): void;
  /** Bytes held per row, tables aside. */
  bytesPerRow(): number;
}

export function createColumnStore(): ColumnStore {
  const chunks: Chunk[] = [];
  const decoder = new TextDecoder();
  const ends = createOtherEndStore();
  const tables: ColumnStore['tables'] = {
    conns: [''],
    names: [''],
    layers: [[]],
    phases: [''],
    facets: [{ type: '', group: '', service: '' }],
  };
  let rows = 0;
  let frames = 0;

  function chunkAt(row: number): Chunk {
    const index = row >> SHIFT;
    const known = chunks[index];
    if (known) return known;
    const chunk = {
      columns: createColumnArrays(CHUNK),
      starts: new Uint32Array(CHUNK),
      text: new Uint8Array(CHUNK * 16),
      used: 0,
    };
    chunks[index] = chunk;
    return chunk;
  }

  function addText(chunk: Chunk, bytes: Uint8Array): void {
    if (chunk.used + bytes.length > chunk.text.length) {
      const grown = new Uint8Array(Math.max(chunk.text.length * 1.5, chunk.used + bytes.length));
      grown.set(chunk.text.subarray(0, chunk.used));
      chunk.text = grown;
    }
    chunk.text.set(bytes, chunk.used);
    chunk.used += bytes.length;
  }

  function set(column: ColumnName, row: number, value: number): void {
    const chunk = chunks[row >> SHIFT];
    if (chunk) chunk.columns[column][row & MASK] = value;
  }

  function get(column: ColumnName, row: number): number {
    return chunks[row >> SHIFT]?.columns[column][row & MASK] ?? 0;
  }

  return {
    tables,
    get rows() {
      return rows;
    },
    get frames() {
      return frames;
    },
    get,
    otherEnd: ends.of,
    summary(row) {
      const chunk = chunks[row >> SHIFT];
      if (chunk === undefined || row >= rows) return '';
      const start = chunk.starts[row & MASK] ?? 0;
      return decoder.decode(chunk.text.subarray(start, start + (chunk.columns.summary[row & MASK] ?? 0)));
    },
    add({ first, count, columns, summaries, tables: fresh, answered, secret, ends: found }) {
      if (first !== rows) throw new Error(`rows ${rows} to ${first} are missing`);
      tables.conns.push(...fresh.conns);
      tables.names.push(...fresh.names);
      tables.layers.push(...fresh.layers);
      tables.phases.push(...fresh.phases);
      tables.facets.push(...fresh.facets);
      let at = 0;
      for (let i = 0; i < count;) {
        const row = first + i;
        const chunk = chunkAt(row);
        const length = Math.min(count - i, CHUNK - (row & MASK));
        for (const name of columnNames) chunk.columns[name].set(columns[name].subarray(i, i + length), row & MASK);
        const from = at;
        for (let k = i; k < i + length; k += 1) {
          chunk.starts[(first + k) & MASK] = chunk.used + (at - from);
          at += columns.summary[k] ?? 0;
        }
        addText(chunk, summaries.subarray(from, at));
        i += length;
      }
      rows += count;
      frames = Math.max(frames, ...lastNumbers(columns.no, count));
      for (const { row, by, ms } of answered) {
        set('peer', row, by + 1);
        set('rtt', row, ms);
        set('flags', row, get('flags', row) | ROW.answered);
      }
      ends.add(found);
      for (const row of secret) set('flags', row, get('flags', row) | ROW.secret);
    },
    bytesPerRow() {
      const fixed = ROW_BYTES + 4;
      const text = chunks.reduce((sum, chunk) => sum + chunk.used, 0);
      return rows === 0 ? fixed : fixed + text / rows;
    },
  };
}

/** The ordinal of the last frame in a batch: other records have none. */
function lastNumbers(numbers: Uint32Array, count: number): number[] {
  for (let i = count - 1; i >= 0; i -= 1) {
    const number = numbers[i] ?? 0;
    if (number > 0) return [number];
  }
  return [];
}
