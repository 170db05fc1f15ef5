import { fromBech32, toBech32 } from './bech32.ts';
import { KEY_BYTES } from './layout.ts';
import { SealError } from './seal-error.ts';

const PUBLIC = 'otpub';
const SECRET = 'otsec';

export const publicKeyText = (key: Uint8Array): string => toBech32(PUBLIC, key);
export const secretKeyText = (key: Uint8Array): string => toBech32(SECRET, key);

/** The 32 bytes of `otpub1…`. @throws SealError `wrong-key` */
export function readPublicKey(text: string): Uint8Array {
  const trimmed = text.trim();
  if (begins(trimmed, SECRET))
    throw new SealError('wrong-key', 'this is a secret key, for opening only; a public key begins with otpub1');
  return read(trimmed, PUBLIC, 'public');
}

/** The 32 bytes of `otsec1…`, which may stand in a file with remarks (lines that begin with `#`). @throws SealError `wrong-key` */
export function readSecretKey(text: string): Uint8Array {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const [key = '', ...others] = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (begins(key, PUBLIC))
    throw new SealError('wrong-key', 'this is a public key, for sealing only; a secret key begins with otsec1');
  if (begins(key, SECRET) && others.length > 0)
    throw new SealError('wrong-key', 'there is more than one key here; keep one in a file');
  return read(key, SECRET, 'secret');
}

const begins = (text: string, prefix: string): boolean => text.toLowerCase().startsWith(`${prefix}1`);

function read(text: string, prefix: string, what: string): Uint8Array {
  if (!begins(text, prefix)) throw new SealError('wrong-key', `this is no ${what} key, which begins with ${prefix}1`);
  const key = fromBech32(text);
  if (key?.prefix === prefix && key.bytes.length === KEY_BYTES) return key.bytes;
  throw new SealError('wrong-key', `the ${what} key has a mistake in it, or a part is missing`);
}
