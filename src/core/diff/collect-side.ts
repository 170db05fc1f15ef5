import { createDissector, type KeyLookup } from '../dissect/engine.ts';
import type { Dissection, Phase } from '../dissect/dissection.ts';
import type { Names } from '../merge/survey/message-names.ts';
import { createModel } from '../model/model.ts';
import type { SessionReport } from '../report/report.ts';
import type { FrameRecord, TraceRecord } from '../trace/records.ts';

/** The messages of one connection, in order, as columns; signs of life are left out. */
export interface Messages {
  /** What is compared: name, direction, and whether it was encrypted (codes.ts). */
  code: number[];
  seq: number[];
  t: number[];
  phase: (Phase | undefined)[];
}

/** A recording as far as a comparison needs it. */
export interface DiffSide {
  report: SessionReport;
  messages: ReadonlyMap<string, Messages>;
}

export const CODE = { out: 1, sealed: 2, name: 4 } as const;

export interface CollectOptions {
  /** Keys known beside those in the recording. */
  keys?: KeyLookup;
  /** The same for both sides, so that the same message has the same code. */
  names: Names;
  signal?: AbortSignal;
  /** Called now and then with the records read so far. */
  onProgress?: (records: number) => void;
}

const PROGRESS_EVERY = 4096;

/** Reads a recording once and draws its conclusions. Memory: some twenty bytes a message. */
export async function collectSide(
  records: AsyncIterable<TraceRecord> | Iterable<TraceRecord>,
  { keys, names, signal, onProgress }: CollectOptions,
): Promise<DiffSide> {
  const dissector = createDissector(keys ? { keys } : {});
  const model = createModel();
  const messages = new Map<string, Messages>();
  let count = 0;
  for await (const record of records) {
    signal?.throwIfAborted();
    const dissection = dissector.push(record, { detail: false });
    model.push(record, dissection);
    if (record.kind === 'frame' && dissection && dissection.phase !== 'keepalive')
      addMessage(messages, record, dissection, names);
    count += 1;
    if (count % PROGRESS_EVERY === 0) onProgress?.(count);
  }
  onProgress?.(count);
  return { report: model.report(), messages };
}

function addMessage(all: Map<string, Messages>, frame: FrameRecord, dissection: Dissection, names: Names): void {
  let list = all.get(frame.conn);
  if (!list) all.set(frame.conn, (list = { code: [], seq: [], t: [], phase: [] }));
  const sealed = dissection.layers.includes('encryption') ? CODE.sealed : 0;
  list.code.push(names.indexOf(titleOf(dissection)) * CODE.name + sealed + (frame.dir === 'out' ? CODE.out : 0));
  list.seq.push(frame.seq);
  list.t.push(frame.t);
  list.phase.push(dissection.phase);
}

/** Requests differ by what they ask for. */
const titleOf = ({ name, rpc }: Dissection): string =>
  rpc?.asks && rpc.service !== undefined ? `${name} ${rpc.service}` : name;
