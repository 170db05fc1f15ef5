import { joinBytes } from '../trace/join-bytes.ts';
import type { ByteSource } from './byte-source.ts';
import { checkOf, sameBytes } from './header-tag.ts';
import {
  CHECK_BYTES,
  HEADER_TAG_BYTES,
  isSealed,
  MAGIC,
  sealKind,
  START_BYTES,
  VERSION,
  type SealKind,
} from './layout.ts';
import { KEY_LOCK_BYTES } from './lock-key.ts';
import { PASSPHRASE_LOCK_BYTES } from './lock-passphrase.ts';
import { SealError } from './seal-error.ts';

/** A header that is whole. That it is genuine only the file key can tell (header-tag.ts). */
export interface ReadHeader {
  kind: SealKind;
  /** Of the passphrase, or of all recipients. */
  lock: Uint8Array;
  /** What the tag was computed of. */
  checked: Uint8Array;
  tag: Uint8Array;
}

/** Takes the header off; 20 KiB at most. @throws SealError `not-sealed`, `newer-version`, `damaged`, `cut-short` */
export async function readHeader(source: ByteSource): Promise<ReadHeader> {
  const start = await source.take(START_BYTES);
  if (!isSealed(start)) throw new SealError('not-sealed', 'it is not sealed');
  if (start.length < START_BYTES) throw cutShort();
  const version = start[MAGIC.length] ?? 0;
  if (version > VERSION)
    throw new SealError(
      'newer-version',
      `it was sealed by a newer ONE Trace (version ${version} of the seal); this one opens version ${VERSION}`,
    );
  const kind = sealKind(start);
  if (kind === undefined) throw damagedHeader();

  const count = kind === 'keys' ? await whole(source, 1) : new Uint8Array(0);
  const lock = await whole(source, kind === 'keys' ? (count[0] ?? 0) * KEY_LOCK_BYTES : PASSPHRASE_LOCK_BYTES);
  const fields = joinBytes([start, count, lock]);
  const check = await whole(source, CHECK_BYTES);
  const tag = await whole(source, HEADER_TAG_BYTES);
  if (lock.length === 0 || !sameBytes(check, checkOf(fields))) throw damagedHeader();
  return { kind, lock, checked: joinBytes([fields, check]), tag };
}

export const damagedHeader = (): SealError => new SealError('damaged', 'its beginning is damaged, or was changed');

const cutShort = (): SealError => new SealError('cut-short', 'it is cut short: it ends within its first bytes');

async function whole(source: ByteSource, length: number): Promise<Uint8Array> {
  const bytes = await source.take(length);
  if (bytes.length < length) throw cutShort();
  return bytes;
}
