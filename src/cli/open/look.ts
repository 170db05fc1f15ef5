import { createByteSource } from '../../core/seal/byte-source.ts';
import { isSealed, MAGIC } from '../../core/seal/layout.ts';
import { ArchiveError } from '../../core/trace/archive/error.ts';
import { openArchive } from '../../core/trace/archive/read.ts';
import { gunzip } from '../gunzip.ts';
import { UnusableInput, type InputFile } from '../io.ts';

/**
 * Reads the beginning of a recording, so that what is none is refused on the terminal and not only in the page. A sealed one passes: the
 * page asks for what opens it.
 * @throws UnusableInput
 */
export async function lookAt(path: string, file: InputFile): Promise<void> {
  if (isSealed(await startOf(file))) return;
  try {
    const { runs } = await openArchive(file.chunks(), { gunzip });
    await runs.return(undefined);
  } catch (error) {
    throw error instanceof ArchiveError ? new UnusableInput(`${path}: ${error.message}`) : error;
  }
}

async function startOf(file: InputFile): Promise<Uint8Array> {
  const source = createByteSource(file.chunks());
  try {
    return await source.peek(MAGIC.length);
  } finally {
    await source.close();
  }
}
