import type { Searchable } from '../../core/filter/text-match.ts';
import { createTextSpill, type TextSpill } from './text-spill.ts';

export const BLOCK_ROWS = 1024;

/** So many bytes are held as strings; what comes after that is on disk. */
const HELD_BYTES = 134_217_728;

/** Outside of Latin-1 a browser keeps every character of a string in two bytes. */
const WIDE = /[^\0-\xff]/;
const bytesOf = (text: string): number => (WIDE.test(text) ? 2 * text.length : text.length);

/** The searchable text of a stretch of rows, one after the other in one string. */
export interface TextBlock {
  text: string;
  /** Where the text of each row ends. */
  ends: Uint32Array;
  /** Masked values, by place in the block. */
  secrets: ReadonlyMap<number, readonly string[]>;
}

/**
 * What text terms search, for all rows. One string for many rows: a million of them would be a million objects for the collector to
 * walk, and a search goes through one as fast as memory. A long recording does not fill the worker's heap.
 */
export interface TextBlocks {
  add(target: Searchable): void;
  /** The n-th block, the last one as far as it is filled. */
  block(n: number): Promise<TextBlock>;
  clear(): void;
}

interface Closed extends Omit<TextBlock, 'text'> {
  text: string | (() => Promise<string>);
}

export function createTextBlocks(heldBytes = HELD_BYTES, spill: TextSpill = createTextSpill()): TextBlocks {
  let closed: Closed[] = [];
  let parts: string[] = [];
  let secrets = new Map<number, readonly string[]>();
  let held = 0;

  function ends(): Uint32Array {
    const places = new Uint32Array(parts.length);
    let end = 0;
    for (let i = 0; i < parts.length; i += 1) places[i] = end += parts[i]?.length ?? 0;
    return places;
  }

  function close(): void {
    const text = parts.join('');
    const bytes = bytesOf(text);
    const isHeld = held + bytes <= heldBytes;
    if (isHeld) held += bytes;
    closed.push({ text: isHeld ? text : spill.put(text), ends: ends(), secrets });
    parts = [];
    secrets = new Map();
  }

  return {
    add(target) {
      if (target.secrets) secrets.set(parts.length, target.secrets);
      parts.push(target.text);
      if (parts.length === BLOCK_ROWS) close();
    },
    async block(n) {
      const block = closed[n];
      if (block === undefined) return { text: parts.join(''), ends: ends(), secrets };
      const { text } = block;
      return { ...block, text: typeof text === 'string' ? text : await text() };
    },
    clear() {
      closed = [];
      parts = [];
      secrets = new Map();
      held = 0;
      spill.clear();
    },
  };
}
