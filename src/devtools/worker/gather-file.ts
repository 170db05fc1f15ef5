/** Chunks are made into a part of the file when they come to so many bytes: the browser keeps such parts outside of memory. */
const PART_BYTES = 8_388_608;

/** One file of all chunks. Memory does not grow with it. @param onBytes told after each part, and at the end */
export async function gatherFile(
  chunks: AsyncIterable<Uint8Array>,
  type: string,
  onBytes: (bytes: number) => void,
): Promise<Blob> {
  const parts: Blob[] = [];
  let open: BlobPart[] = [];
  let held = 0;
  let total = 0;
  function close(): void {
    if (open.length > 0) parts.push(new Blob(open));
    open = [];
    held = 0;
    onBytes(total);
  }
  for await (const chunk of chunks) {
    open.push(chunk.slice());
    held += chunk.length;
    total += chunk.length;
    if (held >= PART_BYTES) close();
  }
  close();
  return new Blob(parts, { type });
}
