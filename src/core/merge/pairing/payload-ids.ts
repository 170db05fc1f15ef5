import { hasDigest, ROW, WORDS, type FrameTable } from '../survey/frame-table.ts';

/** Frames with the same payload have the same number, on both sides; 0 where the digest is not known. */
export interface PayloadIds {
  a: Uint32Array;
  b: Uint32Array;
  /** Numbers are below this. */
  count: number;
}

/** Numbers the payloads of two recordings: digest, size and type must be the same. */
export function payloadIds(a: FrameTable, b: FrameTable): PayloadIds {
  const slots = createSlots(a.length + b.length);
  let count = 1;

  function number(table: FrameTable): Uint32Array {
    const ids = new Uint32Array(table.length);
    for (let row = 0; row < table.length; row++) {
      if (!hasDigest(table, row)) continue;
      const known = slots.find(table, row);
      ids[row] = known ?? count;
      if (known === undefined) slots.fill(table, row, count++);
    }
    return ids;
  }
  const ids = { a: number(a), b: number(b) };
  return { ...ids, count };
}

/**
 * A hash table over columns: objects for millions of digests would cost ten times their bytes. The factors are random, since a file can
 * claim any digests, and such as fall into one slot would make it slow.
 */
function createSlots(entries: number) {
  const bits = Math.max(4, 32 - Math.clz32(Math.max(1, entries) * 2 - 1));
  const mask = 2 ** bits - 1;
  const ids = new Uint32Array(mask + 1);
  const rows = new Uint32Array(mask + 1);
  const tables: (FrameTable | undefined)[] = [];
  const of = new Uint8Array(mask + 1);
  const factors = crypto.getRandomValues(new Uint32Array(WORDS));
  let slot = 0;

  function hash({ digest }: FrameTable, row: number): number {
    let mixed = 0;
    for (let at = 0; at < WORDS; at++) {
      mixed = Math.imul(mixed ^ (digest[row * WORDS + at] ?? 0), (factors[at] ?? 0) | 1);
      mixed ^= mixed >>> 15;
    }
    return mixed & mask;
  }

  return {
    /** The number of an equal payload; where there is none, its slot is free for `fill`. */
    find(table: FrameTable, row: number): number | undefined {
      for (slot = hash(table, row); ids[slot] !== 0; slot = (slot + 1) & mask) {
        const other = tables[of[slot] ?? 0];
        if (other && isSame(table, row, other, rows[slot] ?? 0)) return ids[slot];
      }
      return undefined;
    },
    fill(table: FrameTable, row: number, id: number): void {
      if (!tables.includes(table)) tables.push(table);
      of[slot] = tables.indexOf(table);
      rows[slot] = row;
      ids[slot] = id;
    },
  };
}

function isSame(a: FrameTable, rowA: number, b: FrameTable, rowB: number): boolean {
  for (let at = 0; at < WORDS; at++) if (a.digest[rowA * WORDS + at] !== b.digest[rowB * WORDS + at]) return false;
  return a.size[rowA] === b.size[rowB] && kindOf(a, rowA) === kindOf(b, rowB);
}

const kindOf = ({ flags }: FrameTable, row: number): number => (flags[row] ?? 0) & ROW.binary;
