/** A known text: words of ours or of the library, and between them slots for what varies. */
export interface Template {
  /** One more than slots; the first and the last may be empty. */
  words: string[];
  slots: string[];
}

/** `Chum ended [{n}] normally. Error count {n}` */
export function parseTemplate(text: string): Template {
  const parts = text.split(/\{([a-z]+)\}/);
  return { words: parts.filter((_, at) => at % 2 === 0), slots: parts.filter((_, at) => at % 2 === 1) };
}

/** Says what may be shown in a slot's place; undefined where the value is none that belongs there. */
export type FillSlot = (slot: string, value: string) => string | undefined;

/**
 * The text with its slots filled anew, undefined where it is another text. `isCut`: its end may be missing, as that of a close reason of 123
 * bytes is (PROTOCOL §5.4); then at least its first words must be there.
 */
export function fillTemplate(
  { words, slots }: Template,
  text: string,
  isCut: boolean,
  fill: FillSlot,
): string | undefined {
  const [first = '', ...rest] = words;
  if (isCut && first === '') return undefined;
  if (!text.startsWith(first)) return isCut && text !== '' && first.startsWith(text) ? text : undefined;
  let out = first;
  let at = first.length;
  for (const [index, next] of rest.entries()) {
    const end = endOfSlot(text, at, next, index === rest.length - 1);
    if (end < 0 && !isCut) return undefined;
    const filled = fill(slots[index] ?? '', end < 0 ? text.slice(at) : text.slice(at, end));
    if (filled === undefined || end < 0) return filled === undefined ? undefined : out + filled;
    out += filled + next;
    at = end + next.length;
  }
  if (at === text.length) return out;
  return undefined;
}

/** Where the slot that begins at `start` ends: before the words that follow it, which for the last are the end of the text. */
function endOfSlot(text: string, start: number, next: string, isLast: boolean): number {
  if (!isLast) return text.indexOf(next, start);
  return text.endsWith(next) && text.length - next.length >= start ? text.length - next.length : -1;
}
