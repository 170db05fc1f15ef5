// npm run demo: makes the machine ready, starts the ONE lab, and shows a session in DevTools. With a display it stays open.
import { join } from 'node:path';
import { say, sayWhy } from './setup/say.mjs';
import { root } from './setup/root.mjs';
import { setUp } from './setup/setup.mjs';

/** The demo is TypeScript, as the lab is; Vite is there after the setup, and loads it as it stands. */
async function loadDemo() {
  const { runnerImport } = await import('vite');
  const entry = join(root, 'tests/e2e/demo/demo.ts');
  const { module } = await runnerImport(entry, { configFile: false, root, logLevel: 'error' });
  return module;
}

const isWatched = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) && !process.argv.includes('--headless');
try {
  Object.assign(process.env, await setUp({ browsers: ['chromium'], targets: ['chrome', 'cli'] }));
  const { runDemo } = await loadDemo();
  await runDemo({ extension: join(root, 'dist/chrome'), output: join(root, 'demo-output'), isWatched, say });
} catch (error) {
  sayWhy(error);
  process.exitCode = 1;
}
