import { createReadStream, createWriteStream } from 'node:fs';
import { access, constants, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createSecret } from './create-secret.ts';
import { createOutputFile } from './output-file.ts';
import { OutputGone, UnusableInput, type InputFile, type Io } from './io.ts';

/** The real world. */
export function createNodeIo(): Io {
  let outputGone = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    outputGone = true;
  });
  return {
    write: (content) =>
      new Promise((resolve, reject) => {
        if (outputGone) return reject(new OutputGone());
        process.stdout.write(content, (error) => (error ? reject(new OutputGone()) : resolve()));
      }),
    complain: (line) => void process.stderr.write(`${line}\n`),
    open,
    create: createOutputFile,
    createSecret,
    ...(process.stderr.isTTY ? { progress: (words: string) => void process.stderr.write(`\r\u001b[K${words}`) } : {}),
    ...(process.stdout.isTTY ? { columns: process.stdout.columns } : {}),
  };
}

async function open(path: string): Promise<InputFile> {
  if (path === '-') return keptAside(process.stdin);
  try {
    await access(path, constants.R_OK);
    const found = await stat(path);
    if (found.isDirectory()) throw new UnusableInput('is a directory');
    if (!found.isFile()) return await keptAside(createReadStream(path));
  } catch (error) {
    throw error instanceof UnusableInput ? error : new UnusableInput(reason(error));
  }
  return { chunks: () => createReadStream(path, { highWaterMark: 262_144 }), close: async () => {} };
}

/** Keys may stand behind the frames that they open, so a recording is read twice: what comes from a pipe is put into a file first. */
async function keptAside(stream: NodeJS.ReadableStream): Promise<InputFile> {
  const folder = await mkdtemp(join(tmpdir(), 'one-trace-'));
  const path = join(folder, 'input');
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await pipeline(stream, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await close();
    throw error;
  }
  return { chunks: () => createReadStream(path, { highWaterMark: 262_144 }), close };
}

const REASONS: { [code: string]: string } = {
  ENOENT: 'there is no such file',
  EACCES: 'may not be read',
  ENOTDIR: 'there is no such file',
};

const reason = (error: unknown): string => {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
};
