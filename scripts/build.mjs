// Builds what is named, or what is shipped: node scripts/build.mjs [chrome|firefox|cli|playwright|chrome-test|firefox-test …] [--watch]
// Each target is a process of its own: CRXJS keeps state between builds of one process.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SHIPPED = ['chrome', 'firefox', 'cli', 'playwright'];
const TARGETS = [...SHIPPED, 'chrome-test', 'firefox-test'];
const args = process.argv.slice(2);
const watch = args.includes('--watch');
const named = args.filter((arg) => arg !== '--watch');
const stranger = named.find((target) => !TARGETS.includes(target));
if (stranger !== undefined) {
  console.error(`build: no target ${stranger}; there are ${TARGETS.join(', ')}`);
  process.exit(2);
}

const vite = fileURLToPath(new URL('../node_modules/vite/bin/vite.js', import.meta.url));
const root = fileURLToPath(new URL('..', import.meta.url));
const running = new Set();

function build(target) {
  const [mode, variant = process.env.ONE_TRACE_VARIANT ?? 'release'] = target.split('-');
  const flags = ['build', '--mode', mode, '--logLevel', watch ? 'info' : 'warn', ...(watch ? ['--watch'] : [])];
  // Whatever the shell says: a development build holds the paths of the machine.
  const env = { ...process.env, NODE_ENV: 'production', ONE_TRACE_VARIANT: variant };
  const child = spawn(process.execPath, [vite, ...flags], { cwd: root, stdio: 'inherit', env });
  running.add(child);
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      running.delete(child);
      resolve(code ?? 1);
    });
  });
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => running.forEach((child) => child.kill(signal)));

const targets = named.length > 0 ? named : watch ? ['chrome', 'firefox'] : SHIPPED;
if (watch) process.exitCode = Math.max(...(await Promise.all(targets.map(build))));
else
  for (const target of targets) {
    process.exitCode = await build(target);
    if (process.exitCode !== 0) break;
  }
