import type { Json } from '../../trace/records.ts';

export type JsonObject = { [key: string]: Json };

/** A JSON object's members by type, where they have it: messages are hostile until read. */
export const stringAt = (object: JsonObject | undefined, key: string): string | undefined => {
  const value = own(object, key);
  return typeof value === 'string' ? value : undefined;
};

export const numberAt = (object: JsonObject | undefined, key: string): number | undefined => {
  const value = own(object, key);
  return typeof value === 'number' ? value : undefined;
};

/** A number as RPC uses it: whole and not negative. */
export const countAt = (object: JsonObject | undefined, key: string): number | undefined => {
  const value = numberAt(object, key);
  return value !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
};

export const objectAt = (object: JsonObject | undefined, key: string): JsonObject | undefined =>
  asObject(own(object, key));

export const arrayAt = (object: JsonObject | undefined, key: string): Json[] | undefined => {
  const value = own(object, key);
  return Array.isArray(value) ? value : undefined;
};

export const asObject = (value: Json | undefined): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;

/** A hash or public key in lower case. */
export const hexAt = (object: JsonObject | undefined, key: string): string | undefined => asHex(own(object, key));

const HEX32 = /^[0-9a-fA-F]{64}$/;

export const asHex = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && HEX32.test(value) ? value.toLowerCase() : undefined;

const own = (object: JsonObject | undefined, key: string): Json | undefined =>
  object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;

/** Members with a value only: what an optional member of a fact is built from. */
export function present<T extends object>(members: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}
