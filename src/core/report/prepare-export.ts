import { createDissector, type KeyLookup } from '../dissect/engine.ts';
import { createModel } from '../model/model.ts';
import type { RedactionLevel } from '../redact/level.ts';
import { createRedactor, type Redactor } from '../redact/redactor.ts';
import type { TraceHeader, TraceRecord } from '../trace/records.ts';
import type { ExportInput } from './exporters/exporter.ts';

/** A recording before anything is taken out of it. */
export interface ExportSource {
  header: TraceHeader;
  /** In file order; read once for the conclusions, and again for whatever the format needs. */
  records(): AsyncIterable<TraceRecord>;
  keysOf: KeyLookup;
}

/** What shall leave. */
export interface Leaving {
  level: RedactionLevel;
  /** Session keys; only with level `none`. */
  includeKeys: boolean;
  /** A team's: the same ids have the same stand-ins in all of its files. */
  salt?: Uint8Array | undefined;
  /** A note of the user's own in the header. */
  note?: string | undefined;
}

export interface Progress {
  signal?: AbortSignal | undefined;
  /** Records read so far, over all passes. */
  onRecords?: ((count: number) => void) | undefined;
}

const STEP = 10_000;

/** The recording as it may leave, with what follows from just that: nothing else can get into a format. */
export async function prepareExport(
  source: ExportSource,
  choice: Leaving,
  progress: Progress = {},
): Promise<ExportInput> {
  const { level, includeKeys, note } = choice;
  const salt = choice.salt ?? crypto.getRandomValues(new Uint8Array(32));
  const begin = (): Redactor => createRedactor({ level, includeKeys, salt, keys: source.keysOf });
  const keys = level === 'none' ? { keys: source.keysOf } : {};
  const first = begin();
  const model = createModel();
  const dissector = createDissector(keys);
  let count = 0;
  for await (const record of through(first)) model.push(record, dissector.push(record, { detail: false }));
  const header = first.header(source.header);
  return {
    header: note === undefined ? header : { ...header, note },
    records: () => through(begin()),
    ...keys,
    report: model.report(),
  };

  async function* through(redactor: Redactor): AsyncGenerator<TraceRecord> {
    for await (const record of source.records()) {
      const left = redactor.push(record);
      if (left) yield left;
      count += 1;
      if (count % STEP !== 0) continue;
      progress.signal?.throwIfAborted();
      progress.onRecords?.(count);
    }
  }
}
