import type { KeyRecord } from '../trace/records.ts';
import { createBox, type Box } from './box.ts';
import { fromHex, isHex32 } from './hex.ts';

/** A key record made ready for use. */
export interface SessionKey {
  hex: string;
  box: Box;
  step: number;
  out: number;
  in: number;
}

/** Key records in the store carry zeros: the real key lives in session memory and is joined by the reader. */
export const isStubKey = (record: KeyRecord): boolean => /^0*$/.test(record.key);

const isCounter = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** undefined where the record is a stub, or damaged (no 32 bytes of hex, no usable counters). */
export function createSessionKey(record: KeyRecord): SessionKey | undefined {
  if (isStubKey(record) || !isHex32(record.key)) return undefined;
  const bytes = fromHex(record.key);
  if (!bytes || !isCounter(record.sendCounter) || !isCounter(record.receiveCounter)) return undefined;
  const step = Number.isSafeInteger(record.step) && record.step > 0 && record.step <= 1024 ? record.step : 2;
  return {
    hex: record.key.toLowerCase(),
    box: createBox(bytes),
    step,
    out: record.sendCounter,
    in: record.receiveCounter,
  };
}
