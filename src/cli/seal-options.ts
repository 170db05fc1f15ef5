import { readSecretKey } from '../core/seal/key-text.ts';
import type { Opener } from '../core/seal/unseal.ts';
import { joinBytes } from '../core/trace/join-bytes.ts';
import { option, type Args } from './command.ts';
import { UnusableInput, type Io } from './io.ts';
import { about, openFile } from './open-file.ts';

/** No passphrase and no key file is larger. */
const MAX_BYTES = 65_536;

/** What the common options give to open sealed files with. @throws UnusableInput */
export async function readOpener(args: Args, io: Io): Promise<Opener> {
  const passphraseFile = option(args, 'passphrase-file');
  const keyFile = option(args, 'secret-key');
  return {
    passphrase: passphraseFile === undefined ? undefined : await readPassphrase(passphraseFile, io),
    secretKey: keyFile === undefined ? undefined : await readKeyFileText(keyFile, io),
  };
}

/** The first line of a file, without its end. @throws UnusableInput */
export async function readPassphrase(path: string, io: Io): Promise<string> {
  const [line = ''] = (await readSmallText(path, io)).split(/\r?\n/);
  if (line === '') throw new UnusableInput(`${path}: its first line, the passphrase, is empty`);
  return line;
}

/** The text of a file that holds a good secret key. @throws UnusableInput */
export async function readKeyFileText(path: string, io: Io): Promise<string> {
  const text = await readSmallText(path, io);
  await about(path, () => readSecretKey(text));
  return text;
}

async function readSmallText(path: string, io: Io): Promise<string> {
  const file = await openFile(path, io);
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of file.chunks()) {
      parts.push(part);
      length += part.length;
      if (length > MAX_BYTES) throw new UnusableInput(`${path}: too large for a passphrase or a key`);
    }
  } finally {
    await file.close();
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(joinBytes(parts));
  } catch {
    throw new UnusableInput(`${path}: is not text (UTF-8)`);
  }
}
