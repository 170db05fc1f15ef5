import { describe, expect, it } from 'vitest';
import { gatherFile } from '../../../src/devtools/worker/gather-file.ts';
import { fakeDisk } from '../fake-scratch.ts';

const MB = 1_048_576;

/** Bytes in one buffer that is written anew for each chunk, as a cipher may do. */
async function* chunks(count: number, size: number, fails = false): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(size);
  for (let i = 0; i < count; i += 1) yield buffer.fill(i + 1);
  if (fails) throw new Error('the export was stopped');
}

const nowhere = async (): Promise<undefined> => undefined;

async function firstOf(file: Blob, count: number, size: number): Promise<number[]> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return Array.from({ length: count }, (_, i) => bytes[i * size] ?? -1);
}

describe('a file that is handed out', () => {
  it('is written to the disk chunk by chunk, and is of the type that was asked for', async () => {
    const disk = fakeDisk();
    const file = await gatherFile(chunks(3, 5), 'application/gzip', () => undefined, disk.open);
    expect([...disk.files.values()].map(({ length }) => length)).toEqual([15]);
    expect(disk.opened).toEqual(['file']);
    expect([file.type, await firstOf(file, 3, 5)]).toEqual(['application/gzip', [1, 2, 3]]);
  });

  it('is the same where there is no such place', async () => {
    const file = await gatherFile(chunks(20, MB), 'text/plain', () => undefined, nowhere);
    expect(file.size).toBe(20 * MB);
    expect(await firstOf(file, 20, MB)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  it.each([
    ['on disk', fakeDisk().open],
    ['in Blobs', nowhere],
  ])('tells how far it is, and the whole at its end, %s', async (_, open) => {
    const told: number[] = [];
    await gatherFile(chunks(18, MB), '', (bytes) => told.push(bytes), open);
    expect(told).toEqual([8 * MB, 16 * MB, 18 * MB]);
  });

  it('leaves nothing on the disk where it is stopped in the course of it', async () => {
    const disk = fakeDisk();
    const gathering = gatherFile(chunks(3, 5, true), '', () => undefined, disk.open);
    await expect(gathering).rejects.toThrow('the export was stopped');
    expect(disk.opened).toEqual(['file']);
    expect(disk.files.size).toBe(0);
  });

  it('leaves nothing on a disk that is full, and says so', async () => {
    const disk = fakeDisk(12);
    await expect(gatherFile(chunks(3, 5), '', () => undefined, disk.open)).rejects.toThrow('the disk is full');
    expect(disk.files.size).toBe(0);
  });
});
