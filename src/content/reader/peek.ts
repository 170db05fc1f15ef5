import { getOwnPropertyDescriptor, reflectGet } from '../natives.ts';

/** A member of a page's object. An accessor of its own is not run; whatever goes wrong gives undefined. */
export function peek(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    const own = getOwnPropertyDescriptor(value, key);
    return own === undefined ? (reflectGet(value, key) as unknown) : own.value;
  } catch {
    return undefined;
  }
}
