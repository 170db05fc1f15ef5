import { apply } from '../natives.ts';

/** An object in place of one that the native is about to convert to text: the conversion runs once, and we learn its result. */
export interface TextWitness {
  /** Given to the native. */
  value: object;
  /** The text that went out; undefined where the conversion failed, as the native has told by then. */
  readonly text: string | undefined;
}

const primitiveKey = Symbol.toPrimitive;

type Convertible = { [primitiveKey]?: unknown; toString?: unknown; valueOf?: unknown };

/** The native finds the object's own conversion in the places where the language looks for it, and asks for nothing twice. */
export function witnessText(object: object): TextWitness {
  let result: unknown;
  const observed = (convert: unknown): unknown =>
    typeof convert === 'function'
      ? (...args: unknown[]) => (result = apply(convert, object, args) as unknown)
      : convert;
  const source = object as Convertible;
  const exotic = source[primitiveKey];
  const value =
    exotic === undefined || exotic === null
      ? {
          __proto__: null,
          get toString() {
            return observed(source.toString);
          },
          get valueOf() {
            return observed(source.valueOf);
          },
        }
      : { __proto__: null, [primitiveKey]: observed(exotic) };
  return {
    value,
    get text() {
      return isPrimitive(result) && typeof result !== 'symbol' ? `${result as string}` : undefined;
    },
  };
}

const isPrimitive = (value: unknown): boolean =>
  (typeof value !== 'object' && typeof value !== 'function') || value === null;
