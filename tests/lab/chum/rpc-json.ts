const UNDEFINED = '$__undefined$';

/** §6.1: `undefined` travels as a string. */
export function stringify(message: object): string {
  return JSON.stringify(message, (_key, value: unknown) => (value === undefined ? UNDEFINED : value));
}

export type RpcMessage = Readonly<Record<string, unknown>>;

/** Undefined for what is no RPC message: it is ignored (§6.1). */
export function parse(text: string): RpcMessage | undefined {
  try {
    const value: unknown = JSON.parse(text, (_key, member: unknown) => member);
    return typeof value === 'object' && value !== null ? (value as RpcMessage) : undefined;
  } catch {
    return undefined;
  }
}

export function revive(value: unknown): unknown {
  return value === UNDEFINED ? undefined : value;
}
