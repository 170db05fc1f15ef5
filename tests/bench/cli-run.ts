import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Runs in the child: the command line as it is, and at its end the most memory that it had. Not `resourceUsage`: on Linux that of a
 * child begins with what its parent had.
 */
const wrapper = (cli: string): string => `
  import { readFileSync } from 'node:fs';
  process.on('exit', () => process.stderr.write('\\n' + readFileSync('/proc/self/status', 'utf8')));
  await import(${JSON.stringify(pathToFileURL(cli).href)});`;

/** One run of the built command line: the time of its whole process, and the most memory that it had. */
export async function runCli(root: string, args: readonly string[]): Promise<{ ms: number; maxMb: number }> {
  const cli = join(root, 'dist/cli/one-trace.mjs');
  const start = performance.now();
  const child = spawn(process.execPath, ['--input-type=module', '-e', wrapper(cli), 'one-trace', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  const max = /VmHWM:\s+(\d+)/.exec(said)?.[1];
  if (code !== 0 || max === undefined) throw new Error(`one-trace ${args[0]} ended with ${String(code)}: ${said}`);
  return { ms: performance.now() - start, maxMb: Number(max) / 1024 };
}
