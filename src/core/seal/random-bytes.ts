/** Random bytes of a given number. Tests put fixed ones in its place. */
export type Random = (length: number) => Uint8Array;

/** From the platform, which all realms have, also insecure ones. */
export const randomBytes: Random = (length) => crypto.getRandomValues(new Uint8Array(length));
