/**
 * `needs-…`: nothing fitting was given; `wrong-key`: a text that is no key; `not-for-this-key`: a good key, but the file is sealed for
 * others; `cut-short`: the end is missing; `damaged`: some byte is not as it was written; `too-costly`: the header asks for more work
 * than an honest one.
 */
export type SealErrorCode =
  | 'not-sealed'
  | 'newer-version'
  | 'too-costly'
  | 'needs-passphrase'
  | 'needs-key'
  | 'wrong-passphrase'
  | 'wrong-key'
  | 'not-for-this-key'
  | 'damaged'
  | 'cut-short';

/** What hinders sealing or opening. Its message is one sentence for a person and never holds a passphrase or a key. */
export class SealError extends Error {
  readonly code: SealErrorCode;

  constructor(code: SealErrorCode, message: string) {
    super(message);
    this.name = 'SealError';
    this.code = code;
  }
}
