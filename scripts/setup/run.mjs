import { spawn } from 'node:child_process';
import { root } from './root.mjs';

/**
 * Runs a command in the project's folder to its end and gives its exit status: 127 where it cannot start, 128 after a signal.
 * `output` is where its standard output goes: beside our own messages unless it is a result itself.
 */
export function run(command, args, { env = {}, output = process.stderr } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', output, output === 'ignore' ? output : 'inherit'],
    });
    const stop = () => child.kill('SIGTERM');
    process.once('SIGTERM', stop);
    const end = (status) => {
      process.removeListener('SIGTERM', stop);
      resolve(status);
    };
    child.once('error', () => end(127));
    child.once('exit', (code) => end(code ?? 128));
  });
}
