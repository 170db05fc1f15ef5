import { ArchiveError } from '../core/trace/archive/error.ts';
import { openArchive, type OpenArchive } from '../core/trace/archive/read.ts';
import { createUnsealer, type Unsealer } from '../core/seal/unseal.ts';
import type { KeyRecord, TraceHeader, TraceRecord } from '../core/trace/records.ts';
import { flag, option, type Args } from './command.ts';
import { gunzip } from './gunzip.ts';
import { UnusableInput, type InputFile, type Io } from './io.ts';
import { readKeyFile } from './key-file.ts';
import { openRecording } from './open-file.ts';
import { readOpener } from './seal-options.ts';

/** A recording that has been read once from end to end: it can be used, and its keys are known before its frames are decoded. */
export interface Recording {
  path: string;
  header: TraceHeader;
  /** Of the recording, in file order, then those of `--keys`. For createDissector. */
  keysOf(conn: string): readonly KeyRecord[];
  /** Time of the first record, epoch milliseconds; 0 for a recording without any. */
  start: number;
  /** Connections that any record names. */
  conns: ReadonlySet<string>;
  /** Reads the file again. Memory does not grow with it. */
  records(): AsyncGenerator<TraceRecord>;
}

/**
 * Opens FILE under the common options for the time of `use`.
 * @throws UnusableInput where the recording or the key file cannot be used
 */
export async function withRecording<T>(
  path: string,
  args: Args,
  io: Io,
  use: (recording: Recording) => Promise<T>,
): Promise<T> {
  const unsealer = createUnsealer(await readOpener(args, io));
  const keyPath = option(args, 'keys');
  const given = keyPath === undefined ? [] : await readKeys(keyPath, io, unsealer);
  const file = await openRecording(path, io, unsealer);
  try {
    const salvage = flag(args, 'salvage');
    return await use(await survey(path, file, salvage, given));
  } finally {
    await file.close();
  }
}

async function survey(path: string, file: InputFile, salvage: boolean, given: KeyRecord[]): Promise<Recording> {
  const open = (): Promise<OpenArchive> => openArchive(file.chunks(), { gunzip, salvage });
  const { header, records } = await named(path, salvage, open());
  const keys = new Map<string, KeyRecord[]>();
  const conns = new Set<string>();
  let start: number | undefined;
  await named(path, salvage, collect());
  given.forEach(keep);
  return { path, header, conns, keysOf: (conn) => keys.get(conn) ?? [], start: start ?? 0, records: again };

  function keep(key: KeyRecord): void {
    const known = keys.get(key.conn);
    if (known) known.push(key);
    else keys.set(key.conn, [key]);
  }

  async function collect(): Promise<void> {
    for await (const record of records) {
      start ??= record.t;
      if (record.kind === 'key') keep(record);
      if ('conn' in record && record.conn !== undefined) conns.add(record.conn);
    }
  }
  async function* again(): AsyncGenerator<TraceRecord> {
    yield* (await open()).records;
  }
}

/** Session keys of a key file or a recording, sealed or not. @throws UnusableInput */
export async function readKeys(path: string, io: Io, unsealer: Unsealer): Promise<KeyRecord[]> {
  const file = await openRecording(path, io, unsealer);
  try {
    return await named(path, true, readKeyFile(file.chunks()));
  } finally {
    await file.close();
  }
}

/** Says which file it is about, and what helps. */
async function named<T>(path: string, salvage: boolean, result: Promise<T>): Promise<T> {
  try {
    return await result;
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    const helps = !salvage && error.lines !== undefined && error.lines > 0;
    throw new UnusableInput(`${path}: ${error.message}${helps ? ' (with --salvage)' : ''}`);
  }
}
