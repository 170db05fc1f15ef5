import { StoreError } from '../core/trace/store-error.ts';

/** What the panel shows where something failed: what happened, and what becomes of the traffic. */
export function wordsFor(error: unknown): { code: string; message: string } {
  if (!(error instanceof StoreError)) {
    return { code: 'refused', message: error instanceof Error ? error.message : String(error) };
  }
  const { code, message } = error;
  switch (code) {
    case 'full':
      return {
        code: 'storage-full',
        message: `${message} Nothing more can be recorded until recordings are deleted; what is missed is counted.`,
      };
    case 'gone':
      return { code: 'recording-gone', message: `${message} A new one begins.` };
    case 'unusable':
      return {
        code: 'storage-unusable',
        message: `${message} The page keeps what it can and tries again; what is missed is counted.`,
      };
  }
}
