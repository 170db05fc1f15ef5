import { spawn } from 'node:child_process';
import { root } from './root.mjs';

/**
 * Runs a command in the project's folder to its end and gives its exit status: 128 after a signal, 127 where it cannot start.
 * Its output goes to standard error, so that a script's own result stays alone on standard output.
 */
export function run(command, args, { env = {}, cwd = root, quiet = false } = {}) {
  return new Promise((resolve) => {
    const out = quiet ? 'ignore' : process.stderr;
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', out, out] });
    const interrupt = () => child.kill('SIGINT');
    process.once('SIGINT', interrupt);
    const end = (status) => {
      process.removeListener('SIGINT', interrupt);
      resolve(status);
    };
    child.once('error', () => end(127));
    child.once('exit', (code, signal) => end(code ?? (signal === null ? 1 : 128)));
  });
}
