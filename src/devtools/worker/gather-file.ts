import { openScratch, type OpenScratch, type ScratchFile } from './scratch.ts';

/** How far it is is told whenever so many bytes have come together. */
const PART_BYTES = 8_388_608;

/**
 * One file of all chunks, on disk where the browser has a place there: memory does not grow with it. Nothing is left where the chunks
 * end with an error.
 * @param onBytes told after each part, and at the end
 */
export async function gatherFile(
  chunks: AsyncIterable<Uint8Array>,
  type: string,
  onBytes: (bytes: number) => void,
  open: OpenScratch = openScratch,
): Promise<Blob> {
  const scratch = await open('file');
  const file = scratch ? onDisk(scratch) : inBlobs();
  let total = 0;
  let told = 0;
  try {
    for await (const chunk of chunks) {
      file.add(chunk);
      total += chunk.length;
      if (total - told < PART_BYTES) continue;
      told = total;
      onBytes(total);
    }
    onBytes(total);
    return await file.end(type);
  } catch (error) {
    await scratch?.remove();
    throw error;
  }
}

interface Gathering {
  add(chunk: Uint8Array): void;
  end(type: string): Promise<Blob>;
}

const onDisk = (scratch: ScratchFile): Gathering => ({
  add: scratch.append,
  async end(type) {
    const file = await scratch.finish();
    return file.slice(0, file.size, type);
  },
});

/** Parts of a Blob: Firefox keeps them in memory, Chromium up to two gigabytes of them. */
function inBlobs(): Gathering {
  const parts: Blob[] = [];
  let open: BlobPart[] = [];
  let held = 0;
  function close(): void {
    if (open.length > 0) parts.push(new Blob(open));
    open = [];
    held = 0;
  }
  return {
    add(chunk) {
      open.push(chunk.slice());
      held += chunk.length;
      if (held >= PART_BYTES) close();
    },
    async end(type) {
      close();
      return new Blob(parts, { type });
    },
  };
}
