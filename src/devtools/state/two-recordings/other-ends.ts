import type { OtherEnd } from '../../../core/contract/row-columns.ts';
import { FATES } from '../../../core/merge/merged.ts';

/** The other ends of the rows of a merged recording: thirteen bytes a row there, nothing elsewhere. */
export interface OtherEndStore {
  add(ends: readonly OtherEnd[]): void;
  of(row: number): OtherEnd | undefined;
}

export function createOtherEndStore(): OtherEndStore {
  /** Row of the other end + 1. */
  let mates = new Uint32Array(0);
  let delays = new Float64Array(0);
  /** Place in FATES + 1. */
  let fates = new Uint8Array(0);

  function grow(row: number): void {
    const length = Math.max(1024, row + 1, mates.length * 2);
    const [oldMates, oldDelays, oldFates] = [mates, delays, fates];
    mates = new Uint32Array(length);
    delays = new Float64Array(length).fill(NaN);
    fates = new Uint8Array(length);
    mates.set(oldMates);
    delays.set(oldDelays);
    fates.set(oldFates);
  }

  return {
    add(ends) {
      for (const { row, mate, delayMs, fate } of ends) {
        if (row >= mates.length) grow(row);
        mates[row] = mate === undefined ? 0 : mate + 1;
        delays[row] = delayMs ?? NaN;
        fates[row] = fate === undefined ? 0 : FATES.indexOf(fate) + 1;
      }
    },
    of(row) {
      const mate = mates[row] ?? 0;
      const fate = FATES[(fates[row] ?? 0) - 1];
      if (mate === 0 && fate === undefined) return undefined;
      const delayMs = delays[row] ?? NaN;
      return {
        row,
        ...(mate === 0 ? {} : { mate: mate - 1 }),
        ...(Number.isNaN(delayMs) ? {} : { delayMs }),
        ...(fate === undefined ? {} : { fate }),
      };
    },
  };
}
