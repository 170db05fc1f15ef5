import { hasOwn, isArray, stringify } from './natives.ts';

type Value = null | boolean | number | string | readonly Value[] | JsonMembers;
export type JsonMembers = { readonly [key: string]: Value | undefined };

/**
 * JSON without JSON.stringify of objects: that would call a `toJSON` which the page may have put on a prototype. Of a primitive string
 * it looks nothing up. Members that are undefined are left out.
 */
export function json(value: Value): string {
  if (typeof value === 'string') return stringify(value);
  if (typeof value === 'number') return value - value === 0 ? `${value}` : 'null';
  if (value === null || typeof value === 'boolean') return `${value}`;
  return isArray(value) ? list(value as readonly Value[]) : members(value as { [key: string]: Value | undefined });
}

function list(values: readonly Value[]): string {
  let out = '';
  for (let at = 0; at < values.length; at += 1) out += (at === 0 ? '' : ',') + json(values[at] ?? null);
  return `[${out}]`;
}

function members(value: { [key: string]: Value | undefined }): string {
  let out = '';
  for (const key in value) {
    if (!hasOwn(value, key)) continue;
    const member = value[key];
    if (member !== undefined) out += `${out === '' ? '' : ','}${stringify(key)}:${json(member)}`;
  }
  return `{${out}}`;
}
