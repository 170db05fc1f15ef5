import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fromHex, invert, toHex } from './crypto/bytes.ts';
import { openEmbedded, sealEmbedded } from './crypto/embedded-nonce.ts';
import { openFrame, sealFrame } from './crypto/frame.ts';
import { keyPairOf, sharedKey } from './crypto/key-pair.ts';
import { scriptedRandom } from './crypto/random.ts';
import { sha256 } from './crypto/sha256.ts';

const fill = (byte: number, size: number): Uint8Array => new Uint8Array(size).fill(byte);
const a = keyPairOf(fill(1, 32));
const b = keyPairOf(fill(2, 32));
const server = keyPairOf(fill(3, 32));
const ephemeralA = keyPairOf(fill(0x11, 32));
const ephemeralB = keyPairOf(fill(0x22, 32));
const longTerm = sharedKey(b.publicKey, a.secretKey);
const session = sharedKey(ephemeralB.publicKey, ephemeralA.secretKey);

describe('vectors of §2.10', () => {
  test('public keys follow from the secrets', () => {
    expect([a, b, server, ephemeralA, ephemeralB].map((pair) => toHex(pair.publicKey))).toEqual([
      'a4e09292b651c278b9772c569f5fa9bb13d906b46ab68c9df9dc2b4409f8a209',
      'ce8d3ad1ccb633ec7b70c17814a5c76ecd029685050d344745ba05870e587d59',
      '5dfedd3b6bd47f6fa28ee15d969d5bb0ea53774d488bdaf9df1c6e0124b3ef22',
      '7b4e909bbe7ffe44c465a220037d608ee35897d31ef972f07f74892cb0f73f13',
      '0faa684ed28867b97f4a6a2dee5df8ce974e76b7018e3f22a1c4cf2678570f20',
    ]);
  });

  test('both ends derive the same long-term and session keys', () => {
    expect(toHex(longTerm)).toBe('18a99320f3488fa18a04239715d8ee738065e65c3d4b2898522d6c3d4ead588c');
    expect(sharedKey(a.publicKey, b.secretKey)).toEqual(longTerm);
    expect(toHex(session)).toBe('8abe7c8ae6800b76d4f5986b04b77f6e9b4f332403c90df02428336e8bd9b525');
    expect(sharedKey(ephemeralA.publicKey, ephemeralB.secretKey)).toEqual(session);
  });

  test('key frames come out byte by byte', () => {
    const outward = sealEmbedded(ephemeralA.publicKey, longTerm, scriptedRandom([fill(0xa0, 24)]));
    const back = sealEmbedded(ephemeralB.publicKey, longTerm, scriptedRandom([fill(0xb0, 24)]));
    expect(toHex(outward)).toBe(
      'a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0b68ad8d840e25e44ec51290171a0746e241ce83fe1e282113918af18140222710cefa8947510f80d7bd8970cc483da47',
    );
    expect(toHex(back)).toBe(
      'b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0f8ef8f26d55cf208824509ac864b5b50d9eb5fe71d12e1114e09f615e0e2ae9bfae56b6642320417209291b85297ef00',
    );
    expect(openEmbedded(back, longTerm)).toEqual(ephemeralB.publicKey);
  });

  test.each([
    {
      counter: 1,
      payload: '{"command":"connection_group","connectionGroupName":"chum"}',
      draws: ['03', 'aabb'],
      frame:
        'a8a3883ea14edbb04350158dd287e49ab46b85c7eb0e8d3852cb46acd6db21202a9f0b232959fbd819811f791955028a4747dbe57e1d40140789878cfcfce16288701e7b331ecd69b30ad32c795e0b',
    },
    {
      counter: 0,
      payload: '{"command":"sync"}',
      draws: ['00'],
      frame: 'a935e27086f84ae624e694215b47221d645f4401083fc40aec6580d5a8cce5f748b882',
    },
    {
      counter: 2,
      payload: fromHex('deadbeef'),
      draws: ['01'],
      frame: '84969a0d837469b8408edf82eb8ee9a499023dce886e',
    },
  ])('the encrypted frame with counter $counter comes out byte by byte', ({ counter, payload, draws, frame }) => {
    const sealed = sealFrame(payload, session, counter, scriptedRandom(draws.map(fromHex)));
    expect(toHex(sealed)).toBe(frame);
    expect(openFrame(sealed, session, counter)).toEqual(payload);
    expect(openFrame(sealed, session, counter + 2)).toBeNull();
  });

  test('challenge and response of the comm server come out byte by byte', () => {
    const key = sharedKey(a.publicKey, server.secretKey);
    const challenge = fill(0x5a, 64);
    expect(toHex(sealEmbedded(challenge, key, scriptedRandom([fill(0xc0, 24)])))).toBe(
      'c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c08c3ccc7e671149bfa825ec6958f6138816f3b7a9782c2770aa006663584da2436b0c6f04eb4bc92170d5e2cecb731f1aaef9e2d0b2284cd2dd6677010ce1052f14be3d05af08559fd34252f114aa82ae',
    );
    expect(toHex(sealEmbedded(invert(challenge), key, scriptedRandom([fill(0xd0, 24)])))).toBe(
      'd0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d8db9689f865ae917ad29126dd7ab7fb634ebc8986000ce95952eb4f600acaffd344c2d9cba40d32c62d8ee663a41dfca147bb1464632b6e2f26e45eb4a7d8416541494224f7cb7e0535c4299fd5051e',
    );
  });

  test('the own SHA-256 agrees with the one of Node for every padding length', () => {
    for (let size = 0; size < 200; size++) {
      const bytes = Uint8Array.from({ length: size }, (_, i) => i * 7);
      expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });
});
