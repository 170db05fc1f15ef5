/**
 * A text together with the places its characters were read from. JSON inside a string inside JSON, microdata inside an
 * answer: whatever is parsed out of a message can still point at bytes of that message.
 */
export interface Source {
  text: string;
  /** Byte offset, in the view of the message, of the character at `index` (UTF-16 units); `text.length` is the end. */
  at(index: number): number | undefined;
}

/** Beyond this many characters no offsets are kept: fields then come without ranges. */
const MAX_MAPPED = 4_000_000;

/** The text of a whole message whose first byte is at `offset`. `bytes` is its length in UTF-8. */
export function sourceOfText(text: string, bytes: number, offset: number): Source {
  if (bytes === text.length) return { text, at: (index) => offset + index };
  if (text.length > MAX_MAPPED) return { text, at: () => undefined };
  const offsets = new Uint32Array(text.length + 1);
  let byte = offset;
  for (let i = 0; i < text.length; i += 1) {
    offsets[i] = byte;
    byte += utf8Length(text, i);
  }
  offsets[text.length] = byte;
  return { text, at: (index) => offsets[index] };
}

/** UTF-8 bytes that the unit at `i` adds: a surrogate pair counts four on its first unit. */
function utf8Length(text: string, i: number): number {
  const unit = text.charCodeAt(i);
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  if (isHigh(unit) && isLow(text.charCodeAt(i + 1))) return 4;
  if (isLow(unit) && i > 0 && isHigh(text.charCodeAt(i - 1))) return 0;
  return 3;
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** What the string literal at `start` … `end` (quotes included) of `outer` stands for. */
export function sourceOfLiteral(outer: Source, start: number, end: number): Source {
  const raw = outer.text.slice(start + 1, end - 1);
  if (!raw.includes('\\')) return { text: raw, at: (index) => outer.at(start + 1 + index) };
  const places = new Uint32Array(raw.length + 1);
  let text = '';
  let from = 0;
  for (let i = 0; i < raw.length;) {
    if (raw[i] !== '\\') {
      places[text.length + i - from] = i;
      i += 1;
      continue;
    }
    text += raw.slice(from, i);
    places[text.length] = i;
    const isUnicode = raw[i + 1] === 'u';
    const escaped = raw[i + 1] ?? '';
    text += isUnicode
      ? String.fromCharCode(Number.parseInt(raw.slice(i + 2, i + 6), 16) || 0)
      : (ESCAPES[escaped] ?? escaped);
    i += isUnicode ? 6 : 2;
    from = i;
  }
  text += raw.slice(from);
  places[text.length] = raw.length;
  return { text, at: (index) => outer.at(start + 1 + (places[index] ?? raw.length)) };
}
