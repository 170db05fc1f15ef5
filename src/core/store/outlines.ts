import { connAt, viewOf } from '../trace/batch-parts.ts';
import { OFFSET } from '../trace/page-layout.ts';
import { plainFrameLength } from '../trace/page-reader.ts';
import { recordPage } from '../trace/record-page.ts';
import type { PageMeta } from './schema.ts';
import { isOfHandshake, type Thinned } from './thin.ts';

/**
 * What thinning leaves of pages that are all bulk, seen while they are written: retention then need not read them, which in a flood is as
 * many bytes as are written. Only remembered: without it the page is read.
 */
export interface Outlines {
  keep(outlined: readonly Outlined[]): void;
  /** Once only: what thins a page a second time has to look at it. */
  take(page: PageMeta): Thinned | undefined;
}

export interface Outlined {
  page: PageMeta;
  outline: Thinned;
}

/** Below this, reading the page costs little. */
const LEAST_BYTES = 65_536;
const MOST_OUTLINES = 4096;

/** @returns what thinPage would leave at level 1; undefined where that has to be looked at in full */
export function outlineOf(bytes: Uint8Array): Thinned | undefined {
  if (bytes.length < LEAST_BYTES) return undefined;
  const view = viewOf(bytes);
  const gone = new Map<number, { t: number; count: number }>();
  let dropped = 0;
  for (let offset = 0, length = 0; offset < bytes.length; offset += length) {
    length = plainFrameLength(view, offset);
    if (length === 0) return undefined;
    const payload = view.getUint32(offset + OFFSET.payload, true);
    if (isOfHandshake(view.getUint32(offset + OFFSET.seq, true), payload)) return undefined;
    const conn = connAt(view, offset);
    const known = gone.get(conn);
    if (known) known.count += 1;
    else gone.set(conn, { t: view.getFloat64(offset + OFFSET.t, true), count: 1 });
    dropped += 1;
  }
  const losses = [...gone].map(
    ([conn, { t, count }]) => ({ kind: 'lost', conn, t, members: { count, why: 'retention' } }) as const,
  );
  return { bytes: recordPage(losses), dropped, droppedFrames: dropped, cutDropped: 0 };
}

export function createOutlines(): Outlines {
  const known = new Map<string, Thinned>();
  return {
    keep(outlined) {
      for (const { page, outline } of outlined) known.set(keyOf(page), outline);
      for (const key of known.keys()) {
        if (known.size <= MOST_OUTLINES) return;
        known.delete(key);
      }
    },
    take(page) {
      const key = keyOf(page);
      const outline = known.get(key);
      known.delete(key);
      return outline;
    },
  };
}

/** Time and size as well: a database that begins anew gives the same numbers again. */
const keyOf = ({ recording, no, at, size, level }: PageMeta): string => [recording, no, at, size, level].join();
