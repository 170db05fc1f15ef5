/** Numbers in sentences: three significant digits, a unit always (UI §9). */
export function ms(value: number): string {
  if (value < 1) return `${Math.round(value * 1000)} µs`;
  if (value < 999.5) return `${Number(value.toPrecision(3))} ms`;
  return value < 59_950
    ? `${Number((value / 1000).toPrecision(3))} s`
    : `${Number((value / 60_000).toPrecision(3))} min`;
}

export function size(value: number): string {
  if (value < 1000) return `${Math.round(value)} B`;
  const kilo = value / 1024;
  return kilo < 999.5 ? `${Number(kilo.toPrecision(3))} KB` : `${Number((kilo / 1024).toPrecision(3))} MB`;
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`;
export const times = (factor: number): string => `${Number(factor.toPrecision(2))} times`;
export const amount = (value: number): string => String(Number(value.toPrecision(3)));
export const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length / 2) - 1];
}
