import { ERROR_CODES, ERROR_NAMES, METHODS, TRANSPORT_LAYERS, WORDS } from './known-words.ts';
import { OWN_TEXTS, WIRE_TEXTS } from './known-texts.ts';
import type { Mask } from './mask.ts';
import { maskText } from './masked-text.ts';
import { redactChannel } from './redact-channel.ts';
import { redactUrl } from './redact-url.ts';
import { fillTemplate, type FillSlot, type Template } from './text-template.ts';

/** Sizes, counts and seconds; a longer number may be somebody's. */
const NUMBER = /^[+-]?\d{1,10}(?:\.\d{1,4})?$/;
/** `a known text`, within which another may stand: no deeper than this. */
const MAX_DEPTH = 3;
const CUT = '…';

/** The text with its variable parts masked, where the library is known to say it; undefined for any other. */
export const redactWireText = (text: string, mask: Mask, isCut = false): string | undefined =>
  known(WIRE_TEXTS, text, mask, isCut, 0);

/** The same for texts that this tool itself writes. */
export const redactOwnText = (text: string, mask: Mask): string | undefined => known(OWN_TEXTS, text, mask, false, 0);

function known(
  templates: readonly Template[],
  text: string,
  mask: Mask,
  isCut: boolean,
  depth: number,
): string | undefined {
  const wasCut = text.endsWith(CUT);
  const said = wasCut ? text.slice(0, -1) : text;
  const fill: FillSlot = (slot, value) => fillSlot(slot, value, mask, depth);
  for (const template of templates) {
    const whole = fillTemplate(template, said, false, fill);
    if (whole !== undefined) return whole;
  }
  if (!isCut && !wasCut) return undefined;
  for (const template of templates) {
    const start = fillTemplate(template, said, true, fill);
    if (start !== undefined) return `${start}${CUT}`;
  }
  return undefined;
}

const MASKED = /^‹(?:text, \d+ characters?|#[0-9a-f]{12})›$/;

function fillSlot(slot: string, value: string, mask: Mask, depth: number): string | undefined {
  switch (slot) {
    case 'n':
      return NUMBER.test(value) ? value : undefined;
    case 'code':
      return ERROR_CODES.has(value) ? value : undefined;
    case 'layer':
      return TRANSPORT_LAYERS.has(value) ? value : undefined;
    case 'method':
      return METHODS.has(value) ? value : undefined;
    case 'channel':
      return /^[0-9a-f-]{36}(?:\/[0-9a-f-]{36})?$/.test(value) || MASKED.test(value)
        ? redactChannel(value, mask)
        : undefined;
    case 'word':
      return WORDS.has(value) || MASKED.test(value) ? value : maskText(value);
    case 'id':
      return /^[0-9a-f]{64}$/i.test(value) ? mask.standIns.hex(value) : MASKED.test(value) ? value : maskText(value);
    case 'url':
      return redactUrl(value, mask);
    case 'said':
      return depth < MAX_DEPTH ? redactSaid(value, mask, depth + 1) : maskText(value);
    default:
      return maskText(value);
  }
}

/** An error, or an error within a text: `RangeError: Invalid typed array length: 1`. */
export function redactSaid(text: string, mask: Mask, depth = 0): string {
  const name = /^[A-Za-z]+(?=: )/.exec(text)?.[0];
  if (name !== undefined && ERROR_NAMES.has(name)) {
    const rest = text.slice(name.length + 2);
    return `${name}: ${known(WIRE_TEXTS, rest, mask, false, depth) ?? maskText(rest)}`;
  }
  return known(WIRE_TEXTS, text, mask, false, depth) ?? maskText(text);
}
