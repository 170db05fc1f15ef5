import { SealError } from '../core/seal/seal-error.ts';
import type { Unsealer } from '../core/seal/unseal.ts';
import { withoutSeal } from '../core/seal/without-seal.ts';
import { UnusableInput, type InputFile, type Io } from './io.ts';

/** @throws UnusableInput that says which file it is about */
export function openFile(path: string, io: Io): Promise<InputFile> {
  return about(path, () => io.open(path));
}

/** A file whose seal is taken off as it is read, where it has one. @throws UnusableInput here or while it is read */
export async function openRecording(path: string, io: Io, unsealer: Unsealer): Promise<InputFile> {
  const file = await openFile(path, io);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      yield* withoutSeal(file.chunks(), unsealer);
    } catch (error) {
      throw error instanceof SealError ? new UnusableInput(`${path}: ${error.message}${helpFor(error)}`) : error;
    }
  }
  return { chunks, close: () => file.close() };
}

/** Runs what concerns one file. @throws UnusableInput that says which, for those of `io` and for errors of keys */
export async function about<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const ours = error instanceof UnusableInput || error instanceof SealError;
    throw ours ? new UnusableInput(`${path}: ${error.message}`) : error;
  }
}

/** What the user may do about a seal that does not open, to stand behind the error. */
export function helpFor({ code }: SealError): string {
  if (code === 'needs-passphrase') return '; --passphrase-file FILE opens it';
  return code === 'needs-key' ? '; --secret-key FILE opens it' : '';
}
