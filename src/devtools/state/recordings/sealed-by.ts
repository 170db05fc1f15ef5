import type { SealErrorCode } from '../../../core/seal/seal-error.ts';
import type { Opener } from '../../../core/seal/unseal.ts';

/** What opens a sealed file, as far as the trouble with it says. */
export interface SealedBy {
  /** What to ask for. */
  label: string;
  opener(secret: string): Opener;
}

const ASKS_FOR_KEY = new Set<SealErrorCode | undefined>(['needs-key', 'not-for-this-key', 'wrong-key']);

export const sealedBy = (trouble: SealErrorCode | undefined): SealedBy & { isKey: boolean } =>
  ASKS_FOR_KEY.has(trouble)
    ? {
        isKey: true,
        label: 'Secret key (otsec1…), or the text of its file',
        opener: (secretKey) => ({ secretKey }),
      }
    : { isKey: false, label: 'Passphrase', opener: (passphrase) => ({ passphrase }) };
