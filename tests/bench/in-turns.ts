import type { Spread } from './row.ts';
import { spreadOf } from './spread.ts';

export interface Turns {
  /** Work a second. */
  ours: Spread;
  base: Spread;
  /** Ours to base, per round: a machine that is busy slows both. */
  ratio: Spread;
}

async function seconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Runs both in turns, so that whatever else the machine does meets both; the first round only warms up. */
export async function inTurns(
  amount: number,
  rounds: number,
  work: { ours: () => unknown; base: () => unknown },
): Promise<Turns> {
  const ours: number[] = [];
  const base: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const isEven = round % 2 === 0;
    const first = await seconds(isEven ? work.base : work.ours);
    const second = await seconds(isEven ? work.ours : work.base);
    if (round === 0) continue;
    ours.push(amount / (isEven ? second : first));
    base.push(amount / (isEven ? first : second));
  }
  const ratio = ours.map((own, i) => own / (base[i] ?? NaN));
  return { ours: spreadOf(ours), base: spreadOf(base), ratio: spreadOf(ratio) };
}
