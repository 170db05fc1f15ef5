export interface CodedError extends Error {
  readonly code: string;
}

/** §6.4: the message is always `CODE: text`. */
export function codedError(code: string, text: string): CodedError {
  return Object.assign(new Error(`${code}: ${text}`), { code });
}
