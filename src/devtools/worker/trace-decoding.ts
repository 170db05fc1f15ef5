import type { RowBatch } from '../../core/contract/row-columns.ts';
import { createDissector } from '../../core/dissect/engine.ts';
import { createConnNames, liftRecord } from '../../core/trace/page-codec.ts';
import { readPage, type RawRecord } from '../../core/trace/page-reader.ts';
import type { PageRecord, TraceRecord } from '../../core/trace/records.ts';
import type { TracePage } from '../../core/trace/source.ts';
import type { Searchable } from '../../core/filter/text-match.ts';
import { facetOf } from './facet.ts';
import type { KeyRing } from './key-ring.ts';
import { createRowWriter, type Address } from './row-writer.ts';
import { searchable } from './searchable.ts';

/** One pass over a recording: records in, rows out. A second pass is a new object. */
export interface TraceDecoding {
  readonly rows: number;
  readonly isFull: boolean;
  readonly pages: readonly PageRecord[];
  /** Decodes one page, pausing after each record for as long as the caller wants. */
  page(page: TracePage): Generator<void>;
  take(): RowBatch | undefined;
}

export interface DecodingOptions {
  keys: KeyRing;
  /** False where nobody wants rows: neither they nor their texts are made, nor trees, which no conclusion is drawn from. */
  isListed?: boolean;
  /** Each record with what was made of it, in order, for the model. */
  onRecord: (record: TraceRecord, dissection: ReturnType<ReturnType<typeof createDissector>['push']>) => void;
  /** The searchable text of each row, in order. */
  onText: (target: Searchable) => void;
}

export function createTraceDecoding({ keys, isListed = true, onRecord, onText }: DecodingOptions): TraceDecoding {
  const dissector = createDissector({ keys: keys.lookup });
  const names = createConnNames();
  const writer = createRowWriter();
  const pages: PageRecord[] = [];

  function one(record: TraceRecord, at: Address): void {
    if (record.kind === 'page') pages.push(record);
    if (record.kind === 'key') keys.add([record]);
    const dissection = dissector.push(record, { detail: isListed ? 'masking' : false });
    onRecord(record, dissection);
    if (record.kind === 'frame') {
      if (dissection === undefined) return;
      if (dissection.name === 'encrypted') keys.stayedClosed(record.conn);
      if (!isListed) return;
      writer.frame(record, dissection, facetOf(dissection), at);
      onText(searchable(dissection.name, dissection.summary, dissection));
      return;
    }
    const line = isListed ? writer.record(record, at) : undefined;
    if (line) onText(searchable(line.name, line.summary));
  }

  function lift(raw: RawRecord, page: TracePage): TraceRecord | undefined {
    try {
      return liftRecord(raw, names);
    } catch {
      return { kind: 'lost', t: raw.t, count: 1, why: `a record of page ${page.no} is damaged` };
    }
  }

  return {
    pages,
    get rows() {
      return writer.rows;
    },
    get isFull() {
      return writer.isFull;
    },
    *page(page) {
      let last = 0;
      try {
        for (const raw of readPage(page.bytes)) {
          last = raw.t;
          const record = lift(raw, page);
          if (record) one(record, { page: page.no, offset: raw.offset });
          yield;
        }
      } catch {
        one(
          { kind: 'lost', t: last, count: 1, why: `the rest of page ${page.no} is damaged` },
          { page: page.no, offset: 0 },
        );
      }
    },
    take: () => writer.take(),
  };
}

/** The buffers of a batch that change hands. */
export const transferable = ({ columns, summaries }: RowBatch): Transferable[] => [
  columns.t.buffer,
  summaries.buffer as ArrayBuffer,
];
