import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  scryptSync,
} from 'node:crypto';

/**
 * Opens a sealed file whole, written from the description in layout.ts with nothing but OpenSSL: what both readers agree on is the
 * format, not a habit of one library. @throws Error where anything is not as described
 */
export function readSealed(file: Buffer, opener: { passphrase: string } | { secret: Buffer }): Buffer {
  demand(file.toString('latin1', 0, 12) === 'ONETRACESEAL' && file[12] === 1, 'start');
  const byPassphrase = 'passphrase' in opener;
  demand(file[13] === (byPassphrase ? 1 : 2), 'kind');
  const lockEnd = byPassphrase ? 14 + 3 + 16 + 48 : 15 + file[14]! * 80;
  const fileKey = byPassphrase
    ? unwrapped(scryptKey(file.subarray(14, 33), opener.passphrase), file.subarray(33, 81))
    : fileKeyFor(opener.secret, file.subarray(15, lockEnd));

  const body = lockEnd + 8 + 32;
  demand(file.subarray(lockEnd, lockEnd + 8).equals(sha256(file.subarray(0, lockEnd)).subarray(0, 8)), 'checksum');
  const tag = file.subarray(lockEnd + 8, body);
  const tagKey = hkdf(fileKey, Buffer.alloc(0), 'ONE Trace seal 1 header', 32);
  demand(
    tag.equals(
      createHmac('sha256', tagKey)
        .update(file.subarray(0, lockEnd + 8))
        .digest(),
    ),
    'tag',
  );
  return contentOf(file.subarray(body), hkdf(fileKey, tag, 'ONE Trace seal 1 chunks', 51), tag);
}

function contentOf(body: Buffer, secret: Buffer, tag: Buffer): Buffer {
  const out: Buffer[] = [];
  for (let at = 0, index = 0; ; index += 1) {
    const word = body.readUInt32BE(at);
    const last = word >= 2 ** 31;
    const length = last ? word - 2 ** 31 : word;
    demand(last || length === 65_552, 'length');
    const nonce = Buffer.alloc(24);
    secret.copy(nonce, 0, 32);
    nonce.writeUInt32BE(index, 19);
    nonce[23] = last ? 1 : 0;
    out.push(xchachaOpen(secret.subarray(0, 32), nonce, body.subarray(at + 4, at + 4 + length), tag));
    at += 4 + length;
    if (!last) continue;
    demand(at === body.length, 'end');
    return Buffer.concat(out);
  }
}

function scryptKey(costAndSalt: Buffer, passphrase: string): Buffer {
  const [logN, r, p] = costAndSalt as unknown as [number, number, number];
  const salt = Buffer.concat([Buffer.from('ONE Trace seal 1 passphrase'), costAndSalt.subarray(3)]);
  return scryptSync(passphrase.normalize('NFKC'), salt, 32, { N: 2 ** logN, r, p, maxmem: 2 ** 30 });
}

function fileKeyFor(secret: Buffer, locks: Buffer): Buffer {
  const privateKey = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), secret]),
    format: 'der',
    type: 'pkcs8',
  });
  const own = Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x!, 'base64url');
  for (let at = 0; at < locks.length; at += 80) {
    const ephemeral = locks.subarray(at, at + 32);
    const publicKey = createPublicKey({
      key: { kty: 'OKP', crv: 'X25519', x: ephemeral.toString('base64url') },
      format: 'jwk',
    });
    const shared = diffieHellman({ privateKey, publicKey });
    const key = hkdf(shared, Buffer.concat([ephemeral, own]), 'ONE Trace seal 1 recipient', 32);
    try {
      return unwrapped(key, locks.subarray(at + 32, at + 80));
    } catch {
      continue;
    }
  }
  throw new Error('no lock for this key');
}

const unwrapped = (key: Buffer, wrapped: Buffer): Buffer =>
  xchachaOpen(key, Buffer.alloc(24), wrapped, Buffer.alloc(0));

/** XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha) on top of OpenSSL's ChaCha20, which stops at nonces of 12 bytes. */
function xchachaOpen(key: Buffer, nonce: Buffer, sealed: Buffer, associated: Buffer): Buffer {
  const inner = Buffer.concat([Buffer.alloc(4), nonce.subarray(16)]);
  const decipher = createDecipheriv('chacha20-poly1305', hchacha(key, nonce.subarray(0, 16)), inner, {
    authTagLength: 16,
  });
  decipher.setAAD(associated, { plaintextLength: sealed.length - 16 });
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
}

/** HChaCha20: a block of ChaCha20 without the addition at its end, which is taken back here; first and last row. */
function hchacha(key: Buffer, nonce: Buffer): Buffer {
  const block = createCipheriv('chacha20', key, nonce).update(Buffer.alloc(64));
  const out = Buffer.alloc(32);
  const before = Buffer.concat([Buffer.from('expand 32-byte k'), nonce]);
  for (let word = 0; word < 8; word += 1) {
    const from = word < 4 ? word * 4 : 32 + word * 4;
    out.writeUInt32LE((block.readUInt32LE(from) - before.readUInt32LE(word * 4)) >>> 0, word * 4);
  }
  return out;
}

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

const hkdf = (key: Buffer, salt: Buffer, info: string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, info, length));

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(`the ${what} is not as described`);
}
