import { writeFile } from 'node:fs/promises';
import { UnusableInput } from './io.ts';

/** See Io. */
export async function createSecret(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new UnusableInput(REASONS[code] ?? message);
  }
}

const REASONS: { [code: string]: string } = {
  EEXIST: 'there is such a file already, and a key is never written over another',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EACCES: 'may not be written',
};
