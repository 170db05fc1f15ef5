import { describe, expect, test } from 'vitest';
import { createOpener, type Opener } from '../../../src/core/crypto/opener.ts';
import { WINDOW } from '../../../src/core/crypto/search.ts';
import { createTrack, mayReach } from '../../../src/core/crypto/track.ts';
import type { KeyRecord } from '../../../src/core/trace/records.ts';
import { seal } from '../dissect/session.ts';

const KEY = new Uint8Array(32).fill(7);
const OTHER = new Uint8Array(32).fill(9);

const record = (key: Uint8Array, sendCounter = 1, receiveCounter = 0): KeyRecord => ({
  kind: 'key',
  conn: 'ws1',
  t: 1,
  cipher: 'xsalsa20poly1305',
  key: Buffer.from(key).toString('hex'),
  sendCounter,
  receiveCounter,
  step: 2,
});

function ready(): Opener {
  const opener = createOpener();
  opener.begin('out');
  opener.add(record(KEY), true);
  return opener;
}

const counterOf = (opener: Opener, counter: number): number | undefined =>
  opener.open(seal(KEY, counter, 'x'), 'out')?.counter;

describe('frames in order', () => {
  test('the dialler counts odd and the other side even', () => {
    const opener = ready();
    expect([1, 3, 5].map((counter) => counterOf(opener, counter))).toEqual([1, 3, 5]);
    expect(opener.open(seal(KEY, 0, 'x'), 'in')?.counter).toBe(0);
    expect(opener.expected('in')).toBe(2);
  });

  test('counters beyond 32 bits are opened', () => {
    const opener = createOpener();
    const far = 2 ** 40 + 1;
    opener.add(record(KEY, far), true);
    expect(counterOf(opener, far)).toBe(far);
  });
});

describe('resynchronisation', () => {
  test.each([1, 7, 9, 100, WINDOW])('%d missing frames are found and counted', (missing) => {
    const opener = ready();
    counterOf(opener, 1);
    expect(opener.open(seal(KEY, 3 + missing * 2, 'x'), 'out')).toMatchObject({ counter: 3 + missing * 2, missing });
  });

  test('so many frames as the recording leaves out are no hindrance, until too many were claimed in vain', () => {
    const opener = ready();
    counterOf(opener, 1);
    const far = 3 + 50_000 * 2;
    expect(opener.open(seal(KEY, far, 'x'), 'out')).toBeUndefined();
    expect(opener.open(seal(KEY, far, 'x'), 'out', 50_000)).toMatchObject({ counter: far });
    for (let n = 0; n < 3; n += 1) opener.open(seal(OTHER, 1, 'x'), 'out', 262_144);
    expect(opener.open(seal(KEY, far * 2 + 1, 'x'), 'out', 200_000)).toBeUndefined();
  });

  test('a key record whose counters are ahead of the frames still opens them', () => {
    const opener = createOpener();
    opener.add(record(KEY, 1 + WINDOW * 2), true);
    expect(counterOf(opener, 1)).toBe(1);
  });

  test('a frame beyond the window stays locked', () => {
    const opener = ready();
    counterOf(opener, 1);
    expect(counterOf(opener, 3 + (WINDOW + 2) * 2)).toBeUndefined();
  });

  test('a damaged frame uses its counter up, and what follows is no gap', () => {
    const opener = ready();
    counterOf(opener, 1);
    expect(opener.open(new Uint8Array(40), 'out')).toBeUndefined();
    expect(opener.open(seal(KEY, 5, 'x'), 'out')).toMatchObject({ counter: 5, missing: 0 });
  });

  test('foreign frames use no counters up, and what follows them is no gap', () => {
    const opener = ready();
    counterOf(opener, 1);
    for (let i = 0; i < 5; i += 1) opener.open(new Uint8Array(40).fill(i), 'out');
    expect(opener.open(seal(KEY, 3, 'x'), 'out')).toMatchObject({ counter: 3, missing: 0 });
  });

  test('a repeated frame does not move the expectation back', () => {
    const opener = ready();
    [1, 3, 5].forEach((counter) => counterOf(opener, counter));
    expect(counterOf(opener, 1)).toBe(1);
    expect(opener.expected('out')).toBe(7);
  });

  test('of several keys the one that fits is used from then on', () => {
    const opener = createOpener();
    opener.begin('out');
    opener.add(record(KEY), true);
    opener.add(record(OTHER), true);
    expect(counterOf(opener, 1)).toBe(1);
    expect(opener.open(seal(OTHER, 3, 'x'), 'out')?.counter).toBe(3);
  });

  test('a frame too short for a tag never opens and never throws', () => {
    const opener = ready();
    for (let length = 0; length < 17; length += 1) expect(opener.open(new Uint8Array(length), 'in')).toBeUndefined();
  });
});

describe('what a flood costs', () => {
  test('searches over the whole window grow by one in 128 frames', () => {
    const track = createTrack();
    let searches = 0;
    for (let i = 0; i < 128_000; i += 1) {
      if (mayReach(track)) searches += 1;
      track.missed += 1;
    }
    expect(searches).toBeLessThanOrEqual(16 + 1000);
  });

  test('after a flood of foreign frames the real ones open again', () => {
    const opener = ready();
    counterOf(opener, 1);
    for (let i = 0; i < 2000; i += 1) opener.open(new Uint8Array(60).fill(i), 'out');
    expect(counterOf(opener, 3)).toBe(3);
  });

  test('after a flood that used counters up and a gap, at most 128 frames stay locked', () => {
    const opener = ready();
    counterOf(opener, 1);
    for (let i = 0; i < 500; i += 1) opener.open(new Uint8Array(60).fill(i), 'out');
    let counter = 3 + (500 + 200) * 2;
    const hit = Array.from({ length: 129 }, () => counterOf(opener, (counter += 2))).findIndex(
      (value) => value !== undefined,
    );
    expect(hit).toBeGreaterThanOrEqual(0);
  });
});

test.each([
  ['zeros, as the store keeps them', { key: '0'.repeat(64) }],
  ['no hex', { key: 'zz'.repeat(32) }],
  ['too short', { key: 'ab' }],
  ['a counter that is none', { sendCounter: Number.NaN }],
])('a key record with %s is refused', (_what, change) => {
  expect(createOpener().add({ ...record(KEY), ...change }, true)).toBe(false);
});
