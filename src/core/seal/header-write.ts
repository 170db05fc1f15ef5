import { joinBytes } from '../trace/join-bytes.ts';
import { checkOf, tagOf } from './header-tag.ts';
import { KIND, MAGIC, VERSION } from './layout.ts';
import { lockForKeys } from './lock-key.ts';
import { lockWithPassphrase } from './lock-passphrase.ts';
import type { Deriving, ScryptCost } from './passphrase-key.ts';
import type { Random } from './random-bytes.ts';

/** For whom a file is sealed. Each of several public keys (`otpub1…`) opens it with its own secret key. */
export type SealFor = { passphrase: string } | { publicKeys: readonly string[] };

export interface Header {
  bytes: Uint8Array;
  /** Its last bytes, which every chunk is bound to. */
  tag: Uint8Array;
}

/** The header that hands `fileKey` to the recipients. @throws SealError `wrong-key`, `wrong-passphrase` */
export async function writeHeader(
  fileKey: Uint8Array,
  recipients: SealFor,
  random: Random,
  options: Deriving & { cost?: ScryptCost | undefined },
): Promise<Header> {
  const byPassphrase = 'passphrase' in recipients;
  const lock = byPassphrase
    ? await lockWithPassphrase(fileKey, recipients.passphrase, random, options)
    : lockForKeys(fileKey, recipients.publicKeys, random);
  const kind = KIND[byPassphrase ? 'passphrase' : 'keys'];
  const fields = joinBytes([new TextEncoder().encode(MAGIC), new Uint8Array([VERSION, kind]), lock]);
  const checked = joinBytes([fields, checkOf(fields)]);
  const tag = tagOf(fileKey, checked);
  return { bytes: joinBytes([checked, tag]), tag };
}
