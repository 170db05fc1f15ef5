/**
 * Facts of a redacted recording come from its file and may hold anything under a known kind: what is kept of them is checked.
 */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function amount(value: unknown): number {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value) ? value : 0;
}

/** Leaves the members out that are undefined, for types with optional members. */
export function present<T extends object>(members: { [K in keyof T]?: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>;
}
