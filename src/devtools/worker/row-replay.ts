import type { RowDetail } from '../../core/contract/decoder.ts';
import { createDissector } from '../../core/dissect/engine.ts';
import { createConnNames, liftRecord } from '../../core/trace/page-codec.ts';
import { readPage, readRecord } from '../../core/trace/page-reader.ts';
import type { FrameRecord } from '../../core/trace/records.ts';
import type { TraceSource } from '../../core/trace/source.ts';
import type { KeyRing } from './key-ring.ts';
import type { Address } from './row-writer.ts';
import { createSlices } from './slices.ts';

const KEPT = 256;

type Cursor = {
  conn: number;
  after: Address;
  dissector: ReturnType<typeof createDissector>;
  names: ReturnType<typeof createConnNames>;
};

/**
 * Takes one frame apart again. Decoding depends on what came before on the same connection, so its records are replayed
 * up to the frame; the replay stops there and goes on when a later frame of the connection is asked for.
 */
export interface RowReplay {
  /** @param at where the record lies; @returns undefined where its page is gone, or another wish overtook this one */
  detail(row: number, at: Address, isMasked: boolean): Promise<RowDetail | undefined>;
}

export function createRowReplay(source: TraceSource, keys: KeyRing): RowReplay {
  const kept = new Map<string, RowDetail & { kind: 'frame' }>();
  let cursor: Cursor | undefined;
  let wish = 0;

  const place = ({ page, offset }: Address): string => `${page}:${offset}`;
  const isBehind = (a: Address, b: Address): boolean => a.page < b.page || (a.page === b.page && a.offset < b.offset);

  function keep(frame: FrameRecord, at: Address, { dissector }: Cursor): void {
    const dissection = dissector.push(frame);
    if (dissection === undefined) return;
    const { conn, t, dir, type, size, truncated, payload } = frame;
    // A copy: the page's buffer must not stay alive for one frame.
    const wire = payload?.slice();
    kept.set(place(at), {
      kind: 'frame',
      row: 0,
      conn,
      t,
      dir,
      type,
      size,
      truncated: truncated === true,
      wire,
      dissection,
      masked: false,
    });
    const oldest = kept.keys().next().value;
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  }

  async function replay(conn: number, until: Address, mine: number): Promise<void> {
    if (cursor?.conn !== conn || !isBehind(cursor.after, until)) {
      cursor = {
        conn,
        after: { page: -1, offset: Infinity },
        dissector: createDissector({ keys: keys.lookup }),
        names: createConnNames(),
      };
    }
    const { dissector, names, after } = cursor;
    const slices = createSlices();
    for await (const page of source.pages(after.page - (after.offset === Infinity ? 0 : 1))) {
      for (const raw of readPage(page.bytes)) {
        const at = { page: page.no, offset: raw.offset };
        if (!isBehind(after, at)) continue;
        if (isBehind(until, at)) return;
        if (raw.conn === conn || (raw.conn === 0 && raw.kind !== 'sample')) {
          const record = liftRecord(raw, names);
          // Only the frames of the page that is asked for are likely to be asked for next.
          if (record?.kind === 'frame' && page.no === until.page) keep(record, at, cursor);
          else if (record) dissector.push(record, { detail: false });
        }
        Object.assign(after, at);
        if (!slices.spent()) continue;
        await slices.rest();
        if (mine !== wish) return;
      }
    }
  }

  return {
    async detail(row, at, isMasked) {
      const mine = ++wish;
      const page = await source.page(at.page);
      if (page === undefined) return undefined;
      const raw = readRecord(page.bytes, at.offset);
      if (raw.kind !== 'frame') {
        const record = liftRecord(raw, createConnNames());
        if (record === undefined || record.kind === 'frame') return undefined;
        return { kind: 'record', row, record: record.kind === 'key' ? { ...record, key: '' } : record };
      }
      if (!kept.has(place(at))) await replay(raw.conn, at, mine);
      const found = kept.get(place(at));
      return found && { ...found, row, masked: isMasked };
    },
  };
}
