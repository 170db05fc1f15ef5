/** `full`: no room. `gone`: no such recording. `unusable`: the database does not open or does not answer. */
export type StoreErrorCode = 'full' | 'gone' | 'unusable';

/** What went wrong with the store, in words for the person who records. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}

const nameOf = (error: unknown): string => (error instanceof Error || error instanceof DOMException ? error.name : '');

/** IndexedDB's errors in our words; ours pass through. */
export function asStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const name = nameOf(error);
  if (name === 'QuotaExceededError')
    return new StoreError('full', 'The disk, or the room that the browser gives to ONE Trace, is full.', error);
  if (name === 'VersionError')
    return new StoreError(
      'unusable',
      'The recordings were made by a newer ONE Trace; this one cannot read them.',
      error,
    );
  const detail = error instanceof Error && error.message !== '' ? `: ${error.message}` : '';
  return new StoreError('unusable', `The browser's database does not work${detail}`, error);
}

/** The connection to the database died under the work: opened anew, the same work may well succeed. */
export const isConnectionLoss = (error: unknown): boolean =>
  ['InvalidStateError', 'AbortError'].includes(nameOf(error));
