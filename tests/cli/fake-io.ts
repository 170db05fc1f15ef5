import { UnusableInput, type Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';
import { bytesOf, pieces } from '../core/trace/archive/fixtures.ts';

export interface Outcome {
  status: number;
  out: string;
  err: string;
}

/** Runs the command line over files in memory. */
export async function runWith(
  files: { [path: string]: Uint8Array },
  argv: string[],
  extra: Partial<Io> = {},
): Promise<Outcome> {
  let out = '';
  let err = '';
  const io: Io = {
    write: async (content) => void (out += typeof content === 'string' ? content : new TextDecoder().decode(content)),
    complain: (line) => void (err += `${line}\n`),
    open: async (path) => {
      const bytes = files[path];
      if (bytes === undefined) throw new UnusableInput('there is no such file');
      return { chunks: () => pieces(bytes, 4096), close: async () => {} };
    },
    create: async (path) => {
      const parts: Uint8Array[] = [];
      return {
        write: async (bytes) => void parts.push(bytes.slice()),
        keep: async () => void (files[path] = new Uint8Array(Buffer.concat(parts))),
        discard: async () => {},
      };
    },
    createSecret: async (path, text) => {
      if (files[path] !== undefined) throw new UnusableInput('there is such a file already');
      files[path] = bytesOf(text);
    },
    ...extra,
  };
  const status = await run(argv, io);
  return { status, out, err };
}

export const jsonLines = <T>(text: string): T[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
