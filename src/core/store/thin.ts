import { countLosses, type LossCount } from '../trace/loss-count.ts';
import { readPage, recordLength, type RawRecord } from '../trace/page-reader.ts';
import { createPageWriter } from '../trace/page-writer.ts';

/** 1: life cycle and the first small frames of each connection. 2: pages, opens and closes. 3: only how much is missing. */
export type ThinLevel = 1 | 2 | 3;

export interface Thinned {
  bytes: Uint8Array;
  /** Records that went now; what `lost` records stand for is not counted again. */
  dropped: number;
  droppedFrames: number;
  /** Payloads that `lost` records counted as cut. Their frames have gone too, and count as such: nothing is counted twice. */
  cutDropped: number;
}

/** A handshake is over by then, on every route of the protocol; what is larger is not part of one (PROTOCOL §3, §4). */
const FIRST_FRAMES = 64;
const SMALL_BYTES = 1024;
const LANDMARKS = new Set<RawRecord['kind']>(['page', 'open', 'close']);

/** A small frame with which a connection begins. */
export const isOfHandshake = (seq: number, bytes: number): boolean => seq < FIRST_FRAMES && bytes <= SMALL_BYTES;

/** Life cycle, and the small frames with which a connection begins. */
export const isBeginning = (record: RawRecord): boolean =>
  record.kind !== 'frame' || isOfHandshake(record.seq, record.payload?.length ?? 0);

const KEEP: Record<ThinLevel, (record: RawRecord) => boolean> = {
  1: isBeginning,
  2: (record) => LANDMARKS.has(record.kind),
  3: () => false,
};

const decoder = new TextDecoder();

function lossOf(record: RawRecord): LossCount {
  try {
    const { count, why } = JSON.parse(decoder.decode(record.json)) as { count?: unknown; why?: unknown };
    return countLosses([{ count: Number.isSafeInteger(count) ? (count as number) : 1, why: String(why) }]);
  } catch {
    return { lost: 1, cut: 0 };
  }
}

/**
 * A page again with less in it. Where records of a connection went, one `lost` record says how many; from level 2 on it also takes
 * in the `lost` records that were there, but for those of cut payloads: they stand behind their frames, which are gone by then.
 */
export function thinPage(page: Uint8Array, level: ThinLevel): Thinned {
  const gone = new Map<number, number>();
  let dropped = 0;
  let droppedFrames = 0;
  let cutDropped = 0;
  const isKept = KEEP[level];
  const place = (record: RawRecord): number => (level === 3 ? 0 : record.conn);
  for (const record of readPage(page)) {
    if (isKept(record)) continue;
    const { lost, cut } = record.kind === 'lost' ? lossOf(record) : { lost: 1, cut: 0 };
    cutDropped += cut;
    if (lost > 0) gone.set(place(record), (gone.get(place(record)) ?? 0) + lost);
    if (record.kind !== 'lost') dropped += 1;
    if (record.kind === 'frame') droppedFrames += 1;
  }
  const writer = createPageWriter(page.length + 4096);
  for (const record of readPage(page)) {
    const count = isKept(record) ? undefined : gone.get(place(record));
    if (count !== undefined) {
      writer.record('lost', place(record), record.t, JSON.stringify({ count, why: 'retention' }));
      gone.delete(place(record));
    }
    if (!isKept(record)) continue;
    const end = record.offset + recordLength(record);
    writer.append(page.slice(record.offset, end).buffer, end - record.offset, 1);
  }
  return { bytes: new Uint8Array(writer.take()), dropped, droppedFrames, cutDropped };
}
