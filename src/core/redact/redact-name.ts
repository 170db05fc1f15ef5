import { ERROR_CODES, ERROR_NAMES, GROUPS, METHODS, OBJECT_TYPES, PLUGINS, STATES, WORDS } from './known-words.ts';
import type { Mask } from './mask.ts';
import { maskBehind } from './masked-text.ts';
import { redactWireText } from './redact-text.ts';

/** Names of the wire and of the library: those that are known stay, any other has a stand-in, so that equal ones stay equal. */
type RedactName = (name: string, mask: Mask) => string;

const among =
  (known: ReadonlySet<string>): RedactName =>
  (name, { standIns }) =>
    known.has(name) ? name : standIns.name(name);

export const redactGroup = among(GROUPS);
export const redactObjectType = among(OBJECT_TYPES);
export const redactPlugin = among(PLUGINS);
export const redactMethod = among(METHODS);
export const redactState = among(STATES);
export const redactProtocol = among(WORDS);
export const redactErrorName = among(ERROR_NAMES);

/** Of a code that is not known its family stays: `CES-` tells that an exporter has refused something. */
export const redactErrorCode: RedactName = (code, { standIns }) => {
  if (ERROR_CODES.has(code)) return code;
  const family = /^(?:CES|CIEC|CI|CS|UTC|WSP|CYENC)-/.exec(code)?.[0] ?? '';
  return family + standIns.name(code.slice(family.length));
};

/** What an exporter answered instead of data; that it was a refusal stays. */
export const redactRefusal: RedactName = (message, mask) =>
  redactWireText(message, mask) ?? maskBehind(message, /unauthori[sz]ed/i);
