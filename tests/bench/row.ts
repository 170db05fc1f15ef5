/** What a row may lean on. */
export interface BenchContext {
  /** Multiplies the amounts of work: 1 is what the gates are about, less is a quick look. */
  scale: number;
  say(line: string): void;
  /** The project's folder: its builds are in `dist`. */
  root: string;
}

/** A gate is printed as missed where it is missed; nothing here loosens one. */
export interface Gate {
  least?: number;
  most?: number;
}

export interface Spread {
  median: number;
  least: number;
  most: number;
}

/** One printed line. `ratio` is ours to the baseline, measured in turns within one run, larger being better for us. */
export interface Reading {
  what: string;
  unit: string;
  ours: Spread;
  against?: { what: string; spread: Spread };
  ratio?: Spread;
  /** Of the ratio where there is one, else of ours. */
  gate?: Gate;
  note?: string;
}

export interface BenchRow {
  name: string;
  measure(context: BenchContext): Promise<Reading[]>;
}

/** Whether a reading keeps its gate; undefined where it has none. */
export function keeps({ gate, ratio, ours }: Reading): boolean | undefined {
  if (gate === undefined) return undefined;
  const value = (ratio ?? ours).median;
  return value >= (gate.least ?? -Infinity) && value <= (gate.most ?? Infinity);
}
