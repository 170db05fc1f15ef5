import { readPublicKey } from '../core/seal/key-text.ts';
import type { SealFor } from '../core/seal/header-write.ts';
import { seal } from '../core/seal/seal.ts';
import { list, option, type Args, type Options } from './command.ts';
import { UnusableInput, type Io } from './io.ts';
import { about } from './open-file.ts';
import { readPassphrase } from './seal-options.ts';

/** For commands that write recordings. */
export const SEAL_OPTIONS: Options = {
  'seal-passphrase-file': {
    type: 'string',
    value: 'FILE',
    text: 'seal the output with a passphrase, which is the first line of FILE',
  },
  'seal-for': {
    type: 'string',
    multiple: true,
    value: 'PUBLICKEY',
    text: 'seal the output for the owner of this key (otpub1...); may be given more than once',
  },
};

/**
 * The chunks of an output file, sealed where the options of SEAL_OPTIONS ask for it. Passphrase and keys are read before the first chunk.
 * @throws UnusableInput
 */
export async function sealed(
  chunks: AsyncIterable<Uint8Array>,
  args: Args,
  io: Io,
): Promise<AsyncIterable<Uint8Array>> {
  const recipients = await readRecipients(args, io);
  return recipients === undefined ? chunks : seal(chunks, recipients);
}

/** Whom the output is for; undefined where it is not to be sealed. @throws UnusableInput */
export async function readRecipients(args: Args, io: Io): Promise<SealFor | undefined> {
  const passphraseFile = option(args, 'seal-passphrase-file');
  const publicKeys = list(args, 'seal-for');
  if (passphraseFile !== undefined && publicKeys.length > 0)
    throw new UnusableInput('--seal-passphrase-file and --seal-for exclude each other');
  if (passphraseFile !== undefined) return { passphrase: await readPassphrase(passphraseFile, io) };
  for (const key of publicKeys) await about('--seal-for', () => readPublicKey(key));
  return publicKeys.length > 0 ? { publicKeys } : undefined;
}
