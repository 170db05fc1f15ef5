import { join } from 'node:path';
import { newestChange, writtenAt } from './newest.mjs';
import { root } from './root.mjs';
import { run } from './run.mjs';
import { giveUp, say } from './say.mjs';

const RESULTS = {
  chrome: 'dist/chrome/manifest.json',
  firefox: 'dist/firefox/manifest.json',
  cli: 'dist/cli/one-trace.mjs',
  playwright: 'dist/playwright/main.mjs',
  'chrome-test': 'dist/chrome-test/manifest.json',
  'firefox-test': 'dist/firefox-test/manifest.json',
};
const SOURCES = [
  'src',
  'public',
  'manifest.json',
  'vite.config.ts',
  'scripts/build',
  'scripts/build.mjs',
  'package-lock.json',
];

/** Builds those of the targets whose result is older than the sources. */
export async function ensureBuilt(targets) {
  const changed = newestChange(SOURCES.map((path) => join(root, path)));
  const stale = targets.filter((target) => writtenAt(join(root, RESULTS[target])) < changed);
  if (stale.length === 0) return;
  say(`building ${stale.join(', ')} …`);
  if ((await run(process.execPath, ['scripts/build.mjs', ...stale])) !== 0)
    giveUp('the build failed; its own message is above.');
}
