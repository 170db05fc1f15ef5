import { describe, expect, test } from 'vitest';
import { createBox } from '../../../src/core/crypto/box.ts';
import { fromHex, toHex } from '../../../src/core/crypto/hex.ts';
import { instanceId, personId } from '../../../src/core/crypto/one-hash.ts';
import { readPadding } from '../../../src/core/crypto/padding.ts';

const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array(0);
const K_S = '8abe7c8ae6800b76d4f5986b04b77f6e9b4f332403c90df02428336e8bd9b525';

const FRAMES = [
  {
    what: 'a padded string of the initiator',
    counter: 1,
    frame:
      'a8a3883ea14edbb04350158dd287e49ab46b85c7eb0e8d3852cb46acd6db21202a9f0b232959fbd819811f791955028a4747dbe57e1d40140789878cfcfce16288701e7b331ecd69b30ad32c795e0b',
    box: `1102aabb${Buffer.from('{"command":"connection_group","connectionGroupName":"chum"}').toString('hex')}`,
    padded: { flags: 0x11, isText: true, lengthBytes: 1, padding: 2, start: 4 },
  },
  {
    what: 'a string of the acceptor without padding',
    counter: 0,
    frame: 'a935e27086f84ae624e694215b47221d645f4401083fc40aec6580d5a8cce5f748b882',
    box: '107b22636f6d6d616e64223a2273796e63227d',
    padded: { flags: 0x10, isText: true, lengthBytes: 0, padding: 0, start: 1 },
  },
  {
    what: 'bytes with a length byte and no padding',
    counter: 2,
    frame: '84969a0d837469b8408edf82eb8ee9a499023dce886e',
    box: '0100deadbeef',
    padded: { flags: 0x01, isText: false, lengthBytes: 1, padding: 0, start: 2 },
  },
];

describe('the test vectors of PROTOCOL §2.10', () => {
  test.each(FRAMES)('open $what', ({ counter, frame, box, padded }) => {
    const opened = createBox(bytes(K_S)).open(bytes(frame), counter);
    expect(opened && toHex(opened)).toBe(box);
    expect(readPadding(bytes(box))).toEqual(padded);
  });

  test.each(FRAMES)('do not open under another counter: $what', ({ counter, frame }) => {
    expect(createBox(bytes(K_S)).open(bytes(frame), counter + 2)).toBeUndefined();
  });

  test.each(FRAMES)('look plausible under their counter: $what', ({ counter, frame }) => {
    expect(createBox(bytes(K_S)).plausible(bytes(frame), counter)).toBe(true);
  });

  test('no frame opens after one bit of it was turned', () => {
    const frame = bytes(FRAMES[0]?.frame ?? '');
    for (let bit = 0; bit < frame.length * 8; bit += 7) {
      const damaged = frame.slice();
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(createBox(bytes(K_S)).open(damaged, 1)).toBeUndefined();
    }
  });
});

test('padding that claims more than the box holds is refused', () => {
  expect(readPadding(bytes('1105aabb'))).toBeUndefined();
  expect(readPadding(bytes('1f'))).toBeUndefined();
  expect(readPadding(new Uint8Array(0))).toBeUndefined();
  expect(readPadding(bytes('020003aabbccdd'))).toMatchObject({ lengthBytes: 2, padding: 3, start: 6 });
});

test('id hashes of persons and instances are those that the library computed', () => {
  const person = personId('browser@example.test');
  expect(person).toBe('99e6f7eb165e47aff43724734ae588741403782742167c11ef9804720df743ea');
  expect(instanceId('browser', person)).toMatch(/^[0-9a-f]{64}$/);
  expect(personId('a&b<c>@x')).not.toBe(personId('a&amp;b&lt;c&gt;@x'));
});
