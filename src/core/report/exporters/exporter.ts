import type { KeyLookup } from '../../dissect/engine.ts';
import type { TraceHeader, TraceRecord } from '../../trace/records.ts';
import type { SessionReport } from '../report.ts';

/** A recording as it may leave. */
export interface ExportRecords {
  header: TraceHeader;
  /** In file order, redacted already. May be read more than once. */
  records(): AsyncIterable<TraceRecord>;
  /** Keys known beside those in the records; only where they may leave, or everything does. */
  keys?: KeyLookup;
}

/** What most formats are written from: the records, and the conclusions over these very records. */
export interface ExportInput extends ExportRecords {
  report: SessionReport;
}

export type ExporterId = 'onetrace' | 'har' | 'otlp' | 'perfetto' | 'markdown' | 'json';

/** One format: a file beside this one and a line in table.ts. */
export type Exporter = Format & (Telling<'records', ExportRecords> | Telling<'conclusions', ExportInput>);

interface Format {
  id: ExporterId;
  /** In a word, and in a few. */
  name: string;
  title: string;
  /** Of the file's name, with its dot. */
  extension: string;
  mediaType: string;
}

interface Telling<What, Input> {
  /** What it is written from: where it is only the records, nothing is decoded for conclusions. */
  tells: What;
  /** The file in chunks, as they are asked for. Memory does not grow with the frames. */
  write(input: Input, signal?: AbortSignal): AsyncIterable<string | Uint8Array>;
}
