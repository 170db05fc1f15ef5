import { createDissector, type KeyLookup } from '../dissect/engine.ts';
import { createModel } from '../model/model.ts';
import type { RedactionLevel } from '../redact/level.ts';
import { createRedactor, type Redactor } from '../redact/redactor.ts';
import type { TraceHeader, TraceRecord } from '../trace/records.ts';
import type { ExportInput, ExportRecords } from './exporters/exporter.ts';

/** A recording before anything is taken out of it. */
export interface ExportSource {
  header: TraceHeader;
  /** In file order; read once for the header or the conclusions, and again for whatever the format needs. */
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
  const { redactor, left, input } = begin(source, choice, progress);
  const model = createModel();
  const dissector = createDissector(choice.level === 'none' ? { keys: source.keysOf } : {});
  for await (const record of left(redactor)) model.push(record, dissector.push(record, { detail: false }));
  return { ...input(), report: model.report() };
}

/**
 * The same without conclusions, for a format that tells none: the recording is decoded once, as it is written. What its header says of what was
 * left out takes only a count.
 */
export async function prepareRecords(
  source: ExportSource,
  choice: Leaving,
  progress: Progress = {},
): Promise<ExportRecords> {
  const { redactor, read, input } = begin(source, choice, progress);
  if (choice.level !== 'none') for await (const record of read()) redactor.count(record);
  return input();
}

function begin(source: ExportSource, { level, includeKeys, note, ...choice }: Leaving, progress: Progress) {
  const salt = choice.salt ?? crypto.getRandomValues(new Uint8Array(32));
  const create = (): Redactor => createRedactor({ level, includeKeys, salt, keys: source.keysOf });
  const redactor = create();
  let count = 0;

  async function* read(): AsyncGenerator<TraceRecord> {
    for await (const record of source.records()) {
      yield record;
      count += 1;
      if (count % STEP !== 0) continue;
      progress.signal?.throwIfAborted();
      progress.onRecords?.(count);
    }
    progress.onRecords?.(count);
  }

  async function* left(through: Redactor): AsyncGenerator<TraceRecord> {
    for await (const record of read()) {
      const redacted = through.push(record);
      if (redacted) yield redacted;
    }
  }

  /** Asked when `redactor` has seen every record. */
  function input(): ExportRecords {
    const header = redactor.header(source.header);
    return {
      header: note === undefined ? header : { ...header, note },
      records: () => left(create()),
      ...(level === 'none' ? { keys: source.keysOf } : {}),
    };
  }
  return { redactor, read, left, input };
}
