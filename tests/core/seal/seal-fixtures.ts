import type { SealFor } from '../../../src/core/seal/header-write.ts';
import { publicKeyText } from '../../../src/core/seal/key-text.ts';
import { createKeyPair, type KeyPair } from '../../../src/core/seal/key-pair.ts';
import {
  CHECK_BYTES,
  CHUNK_BYTES,
  FRAME_HEAD_BYTES,
  HEADER_TAG_BYTES,
  TAG_BYTES,
} from '../../../src/core/seal/layout.ts';
import { checkOf } from '../../../src/core/seal/header-tag.ts';
import type { Random } from '../../../src/core/seal/random-bytes.ts';
import { SealError } from '../../../src/core/seal/seal-error.ts';
import { seal, type SealOptions } from '../../../src/core/seal/seal.ts';
import { unseal, type Opener } from '../../../src/core/seal/unseal.ts';
import { joinBytes } from '../../../src/core/trace/join-bytes.ts';
import { gather, pieces } from '../trace/archive/fixtures.ts';

/** Opens in no time, and is as easily guessed: for tests. */
export const CHEAP = { logN: 4, r: 1, p: 1 };

/** Bytes 0, 1, 2 … in the place of random ones. */
export function countingRandom(): Random {
  let next = 0;
  return (length) => Uint8Array.from({ length }, () => next++);
}

export const ALICE: KeyPair = createKeyPair(() => new Uint8Array(32).fill(1));
export const BOB: KeyPair = createKeyPair(() => new Uint8Array(32).fill(2));
export const CAROL: KeyPair = createKeyPair(() => new Uint8Array(32).fill(3));
/** The point 0, with which every secret key agrees on 0. */
export const SMALL_ORDER_KEY = publicKeyText(new Uint8Array(32));
export const PASSPHRASE = 'correct horse battery staple';

/** Content that has no two chunks alike. */
export const content = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8) * 17 + (at >> 16) * 7) & 255);

export const sealBytes = async (
  bytes: Uint8Array,
  recipients: SealFor,
  options: SealOptions & { pieceSize?: number } = {},
): Promise<Uint8Array> =>
  joinBytes(await gather(seal(pieces(bytes, options.pieceSize), recipients, { cost: CHEAP, ...options })));

export const unsealBytes = async (file: Uint8Array, opener: Opener, pieceSize?: number): Promise<Uint8Array> =>
  joinBytes(await gather(unseal(pieces(file, pieceSize), opener)));

/** What was handed on before the error, and its code; no code where all went well. */
export async function outcome(
  file: Uint8Array,
  opener: Opener,
): Promise<{ content: Uint8Array; code: string | undefined; message: string | undefined }> {
  const parts: Uint8Array[] = [];
  try {
    for await (const part of unseal(pieces(file), opener)) parts.push(part);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    return { content: joinBytes(parts), code: error.code, message: error.message };
  }
  return { content: joinBytes(parts), code: undefined, message: undefined };
}

const FRAME_BYTES = FRAME_HEAD_BYTES + CHUNK_BYTES + TAG_BYTES;

/** A sealed file in its parts. @param length of its content */
export function parts(file: Uint8Array, length: number): { header: Uint8Array; frames: Uint8Array[] } {
  const count = Math.max(1, Math.ceil(length / CHUNK_BYTES));
  const start = file.length - length - count * (FRAME_HEAD_BYTES + TAG_BYTES);
  const frames = Array.from({ length: count }, (_, at) =>
    file.slice(start + at * FRAME_BYTES, start + (at + 1) * FRAME_BYTES),
  );
  return { header: file.slice(0, start), frames };
}

export function flipped(file: Uint8Array, at: number, bit = 0): Uint8Array {
  const copy = file.slice();
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
}

/** Changes the fields of a header as somebody would who knows the format: with the checksum put right, but without the file key. */
export function forged(file: Uint8Array, headerLength: number, change: (fields: Uint8Array) => Uint8Array): Uint8Array {
  const fields = change(file.slice(0, headerLength - CHECK_BYTES - HEADER_TAG_BYTES));
  return joinBytes([fields, checkOf(fields), file.slice(headerLength - HEADER_TAG_BYTES)]);
}
