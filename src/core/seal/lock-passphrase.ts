import { unwrapKey, wrapKey } from './key-wrap.ts';
import { WRAPPED_BYTES } from './layout.ts';
import { DEFAULT_COST, passphraseKey, type Deriving, type ScryptCost } from './passphrase-key.ts';
import type { Random } from './random-bytes.ts';
import { SealError } from './seal-error.ts';

const SALT_BYTES = 16;
const COST_BYTES = 3;

/** What stands in the header of a file that is sealed with a passphrase (layout.ts). */
export const PASSPHRASE_LOCK_BYTES = COST_BYTES + SALT_BYTES + WRAPPED_BYTES;

/** @throws SealError `wrong-passphrase` where it is empty */
export async function lockWithPassphrase(
  fileKey: Uint8Array,
  passphrase: string,
  random: Random,
  { cost = DEFAULT_COST, ...deriving }: Deriving & { cost?: ScryptCost | undefined },
): Promise<Uint8Array> {
  if (passphrase === '') throw new SealError('wrong-passphrase', 'the passphrase is empty');
  const salt = random(SALT_BYTES);
  const wrapped = wrapKey(await passphraseKey(passphrase, salt, cost, deriving), fileKey);
  return new Uint8Array([cost.logN, cost.r, cost.p, ...salt, ...wrapped]);
}

/**
 * @returns the file key
 * @throws SealError `needs-passphrase`, `wrong-passphrase`, `too-costly`
 */
export async function openWithPassphrase(
  lock: Uint8Array,
  passphrase: string | undefined,
  deriving: Deriving,
): Promise<Uint8Array> {
  if (passphrase === undefined) throw new SealError('needs-passphrase', 'it is sealed with a passphrase');
  const [logN = 0, r = 0, p = 0] = lock;
  const salt = lock.subarray(COST_BYTES, COST_BYTES + SALT_BYTES);
  const key = await passphraseKey(passphrase, salt, { logN, r, p }, deriving);
  const fileKey = unwrapKey(key, lock.subarray(COST_BYTES + SALT_BYTES));
  if (fileKey === undefined) throw new SealError('wrong-passphrase', 'the passphrase does not open it');
  return fileKey;
}
