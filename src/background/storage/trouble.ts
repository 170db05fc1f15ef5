import { StoreError } from '../../core/store/error.ts';

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

/** What the panel shows for as long as recordings go to memory. */
export const memoryWords = ({ message }: StoreError, hasSettings = true): { code: string; message: string } => ({
  code: 'storage-memory',
  message: `${message} Recording goes on in memory, which keeps the newest 64 MB and ends with the browser: export what you want to keep. As soon as the disk works again, it goes there by itself.${
    hasSettings ? '' : ' Settings cannot be read either: every site stands as ONE Trace comes.'
  }`,
});
