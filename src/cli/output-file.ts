import { rmSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { constants } from 'node:os';
import { UnusableInput, type OutputFile } from './io.ts';

const REASONS: { [code: string]: string } = {
  ENOENT: 'there is no such folder',
  EACCES: 'may not be written',
  EROFS: 'may not be written',
  ENOSPC: 'there is no room left',
  EISDIR: 'is a directory',
};

/** Ctrl-C, `kill`, and a terminal that is closed. */
const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const reason = (error: unknown): string => {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
};

/** A file that is written beside its place and moved there when it is complete. Interrupted, it leaves nothing. @throws UnusableInput */
export async function createOutputFile(path: string): Promise<OutputFile> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) throw new UnusableInput('is a directory');
  const part = `${path}.part`;
  const onInterrupt = (signal: NodeJS.Signals): void => {
    rmSync(part, { force: true });
    process.exit(128 + constants.signals[signal]);
  };
  const forget = (): void => {
    for (const signal of INTERRUPTS) process.removeListener(signal, onInterrupt);
  };
  // Before the file is there: a signal may come in the same moment.
  for (const signal of INTERRUPTS) process.once(signal, onInterrupt);
  const file = await open(part, 'w', 0o600).catch((error: unknown) => {
    forget();
    throw new UnusableInput(reason(error));
  });
  const end = async (): Promise<void> => {
    forget();
    await file.close();
  };
  return {
    async write(bytes) {
      try {
        await file.writeFile(bytes);
      } catch (error) {
        throw new UnusableInput(`${path}: ${reason(error)}`);
      }
    },
    async keep() {
      await end();
      await rename(part, path);
    },
    async discard() {
      await end();
      await rm(part, { force: true });
    },
  };
}
