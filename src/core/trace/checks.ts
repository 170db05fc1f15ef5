/** Says what a value must be, where it is not; undefined where it is. */
export type Check = (value: unknown) => string | undefined;

export type JsonObject = { [key: string]: unknown };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const when =
  (test: (value: unknown) => boolean, must: string): Check =>
  (value) =>
    test(value) ? undefined : must;

/** Text of at most `max` UTF-16 units. */
export const text = (max: number): Check =>
  when((value) => typeof value === 'string' && value.length <= max, `text of at most ${max} characters`);

/** Text whose only limit is that of the line it stands on. */
export const anyText: Check = when((value) => typeof value === 'string', 'text');

/** A name that other records refer to. */
export const id: Check = when(
  (value) => typeof value === 'string' && value.length > 0 && value.length <= 256,
  'a name of 1 to 256 characters',
);

export const finite: Check = when((value) => Number.isFinite(value), 'a finite number');

/** A whole number from 0; `max` where a column of the page layout sets one. */
export const count = (max = Number.MAX_SAFE_INTEGER): Check =>
  when(
    (value) => Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= max,
    `a whole number from 0 to ${max}`,
  );

export const yesOrNo: Check = when((value) => typeof value === 'boolean', 'true or false');

/** A member that is either `true` or absent; `false` is read as absent. */
export const flag: Check = (value) => yesOrNo(value);

export const oneOf = (...words: string[]): Check =>
  when((value) => words.includes(value as string), words.map((word) => `"${word}"`).join(' or '));

/** `bytes` bytes as hex digits of either case. */
export const hex = (bytes: number): Check =>
  when(
    (value) => typeof value === 'string' && value.length === bytes * 2 && /^[0-9a-fA-F]*$/.test(value),
    `${bytes * 2} hex digits`,
  );

export const listOf = (entry: Check, max: number): Check =>
  when(
    (value) => Array.isArray(value) && value.length <= max && value.every((item) => entry(item) === undefined),
    `a list of at most ${max} names`,
  );

/** Any value that JSON has. It came out of a bounded parser, so nothing is left to check. */
export const json: Check = (value) => (value === undefined ? 'a value' : undefined);

export const object: Check = when(isObject, 'an object');

/** An object with these members; others may stand beside them. */
export const objectOf =
  (members: { [name: string]: Check }): Check =>
  (value) => {
    if (!isObject(value)) return 'an object';
    for (const [key, check] of Object.entries(members)) {
      const name = key.replace('?', '');
      if (!Object.hasOwn(value, name) && name !== key) continue;
      const must = check(value[name]);
      if (must !== undefined) return `an object whose "${name}" is ${must}`;
    }
    return undefined;
  };
