import { describe, expect, it } from 'vitest';
import { toHex } from '../../../src/core/crypto/hex.ts';
import { hashOfBytes } from '../../../src/core/crypto/one-hash.ts';
import { seal } from '../../../src/core/seal/seal.ts';
import { bytesOf, gather, pieces } from '../trace/archive/fixtures.ts';
import { readSealed } from './second-reader.ts';
import { ALICE, BOB, CAROL, content, countingRandom, PASSPHRASE, sealBytes } from './seal-fixtures.ts';

const LONG = 65_536 * 2 + 1000;
const hello = bytesOf('hello');

/** "hello", with the bytes 0, 1, 2 … in the place of random ones. */
const WITH_PASSPHRASE = [
  '4f4e4554524143455345414c0101040101202122232425262728292a2b2c2d2e2fe94a35cf867fa64ef9d90676b3ae58cd76',
  '88c1365c1e459f4146d94bd3b1687014e989103ee3c7f1f332cbdb873ed711b31661ca7a4ebf7b9b09916c2bd3f1322c5d55',
  'da2951d332442e08bb32eada81f8258deb421d42ab800000150eb815c7a1ab731e2429c45010381102bf69f3ea30',
].join('');
const FOR_TWO_KEYS = [
  '4f4e4554524143455345414c010202358072d6365880d1aeea329adf9121383851ed21a28e3b75e965d0d2cd166254ccf645',
  '6c8eab4354c82c4d0c2ecfeb2f15ea9e03f6b66f90de76f8d3573bc848485c5a54177ce274f06a943a0f1521a679a631eede',
  '1bf9c98f12032cdeadd0e7a079398fc786b88cc846ec89af85a51aa4f1a5dd791c88dd3e73102a74bcabfddb51be2cdb4f32',
  'b1e55749ef166dbebcca4279b223a2134bed573596064390c4733ecca8fcc843af9b9d7c29e755c50fb246d54d9112b3f3f7',
  'd08775a3da180ef4b60c605813e97a800000157a90c15f15f1e4a5682369a0069fa09ddb64082c51',
].join('');
const LONG_HASH = '4292fa62bcd2cd190f62a3e73a788119a6f27f80610fa1b9b3b24943ec99eb87';

describe('the sealed file', () => {
  it('is byte for byte what version 1 has always been: with a passphrase', async () => {
    const file = await sealBytes(hello, { passphrase: PASSPHRASE }, { random: countingRandom() });
    expect(toHex(file)).toBe(WITH_PASSPHRASE);
  });

  it('is byte for byte what version 1 has always been: for two public keys', async () => {
    const publicKeys = [ALICE.publicKey, BOB.publicKey];
    const file = await sealBytes(hello, { publicKeys }, { random: countingRandom() });
    expect(toHex(file)).toBe(FOR_TWO_KEYS);
  });

  it('is byte for byte what version 1 has always been: over several chunks', async () => {
    const file = await sealBytes(content(LONG), { publicKeys: [CAROL.publicKey] }, { random: countingRandom() });
    expect(hashOfBytes(file)).toBe(LONG_HASH);
  });
});

describe('its length', () => {
  it.each([
    [0, 1],
    [1, 1],
    [65_536, 1],
    [65_537, 2],
    [131_072, 2],
  ])(
    'is that of %i bytes, of a header and of %i chunks: the last is empty only where all is',
    async (length, chunks) => {
      const file = await sealBytes(content(length), { publicKeys: [ALICE.publicKey] });
      expect(file).toHaveLength(14 + 1 + 80 + 8 + 32 + length + chunks * 20);
    },
  );
});

describe('a second reader, made of OpenSSL', () => {
  it.each([0, 5, 65_535, 65_536, 65_537, LONG])('opens %i bytes under a passphrase', async (length) => {
    const file = await sealBytes(content(length), { passphrase: 'Ångström ﬁ 密' });
    const opened = readSealed(Buffer.from(file), { passphrase: 'Ångström fi 密' });
    expect(opened.equals(content(length))).toBe(true);
  });

  it.each([0, 5, 65_536, LONG])('opens %i bytes for either of two public keys', async (length) => {
    const file = await sealBytes(content(length), { publicKeys: [ALICE.publicKey, BOB.publicKey] });
    for (const byte of [1, 2])
      expect(readSealed(Buffer.from(file), { secret: Buffer.alloc(32, byte) }).equals(content(length))).toBe(true);
  });

  it('finds the cost that is the default: N = 2^17, r = 8, p = 1', async () => {
    const file = Buffer.concat(await gather(seal(pieces(hello), { passphrase: PASSPHRASE })));
    expect([...file.subarray(14, 17)]).toEqual([17, 8, 1]);
    expect(readSealed(file, { passphrase: PASSPHRASE }).toString()).toBe('hello');
  });
});
