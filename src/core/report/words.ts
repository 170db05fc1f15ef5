/** Thin space between thousands, no-break space before a unit (UI §9). */
const THIN = '\u2009';
const NBSP = '\u00a0';

/** A duration in the words of the views: 3 significant digits, unit always. */
export function duration(ms: number): string {
  if (!Number.isFinite(ms)) return 'unknown';
  if (ms < 0) return `−${duration(-ms)}`;
  if (ms < 1) return `${significant(ms * 1000)}${NBSP}µs`;
  if (ms < 1000) return `${significant(ms)}${NBSP}ms`;
  if (ms < 100_000) return `${significant(ms / 1000)}${NBSP}s`;
  const minutes = Math.floor(ms / 60_000);
  const seconds = Math.round((ms - minutes * 60_000) / 1000);
  return seconds === 60 ? `${minutes + 1}${NBSP}min` : `${minutes}${NBSP}min ${seconds}${NBSP}s`;
}

/** A size in bytes with its unit (decimal). */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes}${NBSP}B`;
  if (bytes < 1e6) return `${significant(bytes / 1e3)}${NBSP}KB`;
  if (bytes < 1e9) return `${significant(bytes / 1e6)}${NBSP}MB`;
  return `${significant(bytes / 1e9)}${NBSP}GB`;
}

/** Whole numbers with a thin space between thousands. */
export function whole(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, THIN);
}

/** `1 request`, `12 requests`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${whole(n)} ${n === 1 ? one : many}`;
}

/** Hashes and keys, shortened so that they can still be recognised. */
export function short(hex: string): string {
  return hex.length > 12 ? `${hex.slice(0, 8)}…` : hex;
}

function significant(value: number): string {
  if (value >= 100) return String(Math.round(value));
  return Number(value.toPrecision(3)) === 0 ? '0' : value.toPrecision(3);
}

/** For the beginning of a sentence. An e-mail address stays as it is. */
export function capital(text: string): string {
  if (/^\S+@/.test(text)) return text;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** ISO 8601; a time that no calendar knows (a page can write anything) stays readable as the number it is. */
export function iso(t: number): string {
  const date = new Date(t);
  return Number.isNaN(date.getTime()) ? String(t) : date.toISOString();
}
