import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js';
import { createKeyRing } from '../../../src/devtools/worker/key-ring.ts';
import { createTraceDecoding } from '../../../src/devtools/worker/trace-decoding.ts';
import { readPage } from '../../../src/core/trace/page-reader.ts';
import { nonceOf } from '../../lab/crypto/frame.ts';
import { inTurns } from '../in-turns.ts';
import type { BenchRow, Reading } from '../row.ts';
import { SESSION_KEY, sessionPages, type Traffic } from '../traffic.ts';

const ROUNDS = 7;

/** Decryption and decoding into the columns of the panel, against opening the same boxes and no more. */
export const decode: BenchRow = {
  name: 'decode',
  async measure({ scale }) {
    return [
      await decodeTraffic({ frames: 40_000 * scale, size: 200 }, '200 B'),
      await decodeTraffic({ frames: 2_000 * scale, size: 65_536, blobs: true }, 'BLOBs in 64 KB'),
      await decodeTraffic({ frames: 1_000 * scale, size: 65_536 }, 'objects of 64 KB, hashed too'),
    ];
  },
};

async function decodeTraffic(traffic: Traffic, label: string): Promise<Reading> {
  const pages = [...sessionPages(traffic)];
  const turns = await inTurns(traffic.frames, ROUNDS, {
    ours: () => toColumns(pages),
    base: () => openBoxes(pages),
  });
  return {
    what: `decode + decrypt to columns, ${label}`,
    unit: 'frames/s',
    ours: turns.ours,
    against: { what: '@noble secretbox alone', spread: turns.base },
    ratio: turns.ratio,
    gate: { least: 0.7 },
  };
}

function toColumns(pages: readonly Uint8Array[]): void {
  const decoding = createTraceDecoding({ keys: createKeyRing(), onRecord: () => undefined, onText: () => undefined });
  let rows = 0;
  for (const [no, bytes] of pages.entries()) {
    const steps = decoding.page({ no, bytes });
    while (!steps.next().done) {
      if (!decoding.isFull) continue;
      rows += decoding.take()?.count ?? 0;
    }
  }
  rows += decoding.take()?.count ?? 0;
  if (rows === 0) throw new Error('nothing was decoded');
}

function openBoxes(pages: readonly Uint8Array[]): void {
  const key = Uint8Array.from(Buffer.from(SESSION_KEY, 'hex'));
  for (const bytes of pages) {
    for (const raw of readPage(bytes)) {
      if (raw.payload) xsalsa20poly1305(key, nonceOf(raw.seq)).decrypt(raw.payload);
    }
  }
}
