/** Hashes and keys as they are shown in a line: `9861d52f…8031`. */
export const short = (hex: string): string => (hex.length > 16 ? `${hex.slice(0, 8)}…${hex.slice(-4)}` : hex);

const MAX_LINE = 120;
/** Control, line and direction characters. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** Foreign text for one line: no control or direction marks, never longer than `length`, whole characters. */
export function line(text: string, length = MAX_LINE): string {
  const flat = text.slice(0, length * 4).replace(CONTROL, ' ');
  if (flat.length <= length && text.length <= length * 4) return flat;
  const cut = flat.slice(0, length - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

export const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** `321 B`: the sizes of single messages are exact. */
export const bytesOf = (count: number): string => `${count} B`;

/** `5.6 ms`, `1.20 s`: three significant digits at most. */
export function span(ms: number): string {
  if (ms < 1000) return `${ms >= 10 ? ms.toFixed(0) : ms.toFixed(1)} ms`;
  return `${ms >= 100_000 ? (ms / 1000).toFixed(0) : ms >= 10_000 ? (ms / 1000).toFixed(1) : (ms / 1000).toFixed(2)} s`;
}
