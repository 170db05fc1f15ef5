import { describe, expect, it } from 'vitest';
import { createTextSpill } from '../../../src/devtools/worker/text-spill.ts';
import { fakeDisk } from '../fake-scratch.ts';

const TEXTS = ['first', '\ufeffwith a mark \ud83e\udd80 ß', '', 'last'];

/** Texts that are put one after the other, with time for a file to open in between; and how they are read again. */
async function putAll(spill: ReturnType<typeof createTextSpill>): Promise<(() => Promise<string>)[]> {
  const reads: (() => Promise<string>)[] = [];
  for (const text of TEXTS) {
    reads.push(spill.put(text));
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return reads;
}

const readAll = (reads: readonly (() => Promise<string>)[]): Promise<string[]> =>
  Promise.all(reads.map((read) => read()));

describe('texts that memory does not hold', () => {
  it('are read again as they were, from the disk but for those that came before it was open', async () => {
    const disk = fakeDisk();
    expect(await readAll(await putAll(createTextSpill(disk.open)))).toEqual(TEXTS);
    const [written] = disk.files.values();
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(written)).toBe(TEXTS.slice(1).join(''));
  });

  it.each([
    ['is no disk', async () => undefined],
    ['is a full disk', fakeDisk(10).open],
  ])('are read again as they were where there %s', async (_, open) => {
    expect(await readAll(await putAll(createTextSpill(open)))).toEqual(TEXTS);
  });

  it('are taken from the disk with their recording, also where it was only being opened', async () => {
    const disk = fakeDisk();
    const spill = createTextSpill(disk.open);
    await putAll(spill);
    expect(disk.files.size).toBe(1);
    spill.clear();
    spill.put('of another recording');
    spill.clear();
    await expect.poll(() => disk.files.size).toBe(0);
    expect(disk.opened).toEqual(['text', 'text']);
  });
});
