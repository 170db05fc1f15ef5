import type { KeyLookup } from '../../dissect/engine.ts';
import type { TraceHeader, TraceRecord } from '../../trace/records.ts';
import type { SessionReport } from '../report.ts';

/** What a format is written from: a recording as it may leave, and the conclusions over these very records. */
export interface ExportInput {
  header: TraceHeader;
  /** In file order, redacted already. May be read more than once. */
  records(): AsyncIterable<TraceRecord>;
  /** Keys known beside those in the records; only where they may leave, or everything does. */
  keys?: KeyLookup;
  report: SessionReport;
}

export type ExporterId = 'onetrace' | 'har' | 'otlp' | 'perfetto' | 'markdown' | 'json';

/** One format: a file beside this one and a line in table.ts. */
export interface Exporter {
  id: ExporterId;
  /** In a word, and in a few. */
  name: string;
  title: string;
  /** Of the file's name, with its dot. */
  extension: string;
  mediaType: string;
  /** The file in chunks, as they are asked for. Memory does not grow with the frames. */
  write(input: ExportInput, signal?: AbortSignal): AsyncIterable<string | Uint8Array>;
}
