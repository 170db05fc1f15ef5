import { readKeyLines } from '../../../core/trace/archive/key-lines.ts';
import type { KeyRecord } from '../../../core/trace/records.ts';

export type PastedKeys = { ok: true; keys: KeyRecord[] } | { ok: false; why: string };

/** Key records that somebody pasted, one a line; all of them or, with the reason, none. */
export async function readPastedKeys(text: string): Promise<PastedKeys> {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(text);
  }
  try {
    const keys = await readKeyLines(bytes());
    return keys.length > 0 ? { ok: true, keys } : { ok: false, why: 'there is no key record in it' };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}
