import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TruthPayload } from '../lab/truth/truth.ts';

const program = fileURLToPath(new URL('../../dist/cli/one-trace.mjs', import.meta.url));
const run = promisify(execFile);

/** One line of `one-trace decode` (TRACE-FORMAT §3), as far as tests and demo read it. */
export interface DecodedLine {
  conn: string;
  seq: number;
  t: number;
  dir: 'in' | 'out';
  size: number;
  layers: string[];
  name: string;
  phase?: string;
  summary: string;
  counter?: number;
  plain?: TruthPayload;
  message?: TruthPayload;
  problem?: { code: string; message: string };
}

/** The built command line on a recording: its standard output. */
export async function oneTrace(...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [program, ...args], { maxBuffer: 1 << 30 });
  return stdout;
}

export async function decodeWithCli(recording: string): Promise<DecodedLine[]> {
  const output = await oneTrace('decode', recording);
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as DecodedLine);
}
