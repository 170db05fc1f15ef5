/** Numbers as UI §9 wants them: three significant digits, a unit always, a thin space in thousands. */
const THIN = '\u2009';

export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, THIN);
}

/** A count where there is little room: `12k`. */
export function compact(value: number): string {
  if (value < 1000) return String(value);
  return value < 999_500 ? `${trimmed(value / 1000)}k` : `${trimmed(value / 1_000_000)}M`;
}

const trimmed = (value: number): string => (value < 9.95 ? value.toFixed(1) : value.toFixed(0));

const three = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

export function bytes(value: number): string {
  if (value < 1000) return `${count(value)} B`;
  const kilo = value / 1024;
  if (kilo < 999.5) return `${kilo >= 100 ? kilo.toFixed(0) : kilo >= 10 ? kilo.toFixed(0) : kilo.toFixed(1)} KB`;
  const mega = kilo / 1024;
  return mega < 999.5 ? `${three(mega)} MB` : `${three(mega / 1024)} GB`;
}

export function duration(ms: number): string {
  if (ms < 0) return `-${duration(-ms)}`;
  if (ms === 0) return '0 ms';
  if (ms < 1) return `${Math.round(ms * 1000)} µs`;
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${ms.toFixed(0)} ms`;
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${seconds < 9.995 ? seconds.toFixed(2) : seconds.toFixed(1)} s`;
  const minutes = Math.floor(Math.round(seconds) / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(seconds) % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Local time of day with milliseconds. */
export function clock(t: number): string {
  const date = new Date(t);
  return `${clockSeconds(t)}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

export function clockSeconds(t: number): string {
  const date = new Date(t);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** For a tooltip: date, time and offset. */
export function fullTime(t: number): string {
  const date = new Date(t);
  const offset = -date.getTimezoneOffset();
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${clock(t)} ${zone}`;
}

/** Milliseconds after local midnight. */
export function sinceMidnight(t: number): number {
  const date = new Date(t);
  return ((date.getHours() * 60 + date.getMinutes()) * 60 + date.getSeconds()) * 1000 + (((t % 1000) + 1000) % 1000);
}

export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Keys and hashes as they are shown: `9861d52f…8031`. */
export const short = (hex: string): string => (hex.length > 16 ? `${hex.slice(0, 8)}…${hex.slice(-4)}` : hex);

export const MASK = '••••••••';

/** What stands for a value that is not shown. */
export const masked = (length: number): string => `${MASK} (${length})`;
