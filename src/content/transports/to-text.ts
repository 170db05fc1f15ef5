import { apply } from '../natives.ts';

/** An object in place of one that the native is about to convert to text: the conversion runs once, and we learn its result. */
export interface TextWitness {
  /** Given to the native. */
  value: object;
  /** The text that went out; undefined where the conversion failed, as the native has told by then. */
  readonly text: string | undefined;
}

type Convertible = { [Symbol.toPrimitive]?: unknown; toString?: unknown; valueOf?: unknown };

/** Does what the language does with an object where text is needed (ECMAScript, OrdinaryToPrimitive), asking for nothing twice. */
export function witnessText(object: object): TextWitness {
  let result: unknown;
  const convert = (): unknown => {
    const exotic = (object as Convertible)[Symbol.toPrimitive];
    if (exotic !== undefined && exotic !== null)
      return (result = apply(exotic as () => unknown, object, ['string']) as unknown);
    const { toString } = object as Convertible;
    if (typeof toString === 'function') result = apply(toString, object, []);
    if (isPrimitive(result) && typeof toString === 'function') return result;
    const { valueOf } = object as Convertible;
    return (result = typeof valueOf === 'function' ? apply(valueOf, object, []) : object);
  };
  return {
    value: { __proto__: null, [Symbol.toPrimitive]: convert } as object,
    get text() {
      return isPrimitive(result) && typeof result !== 'symbol' ? `${result as string}` : undefined;
    },
  };
}

const isPrimitive = (value: unknown): boolean =>
  (typeof value !== 'object' && typeof value !== 'function') || value === null;
