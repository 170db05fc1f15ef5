import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { run } from './run.mjs';
import { giveUp, say } from './say.mjs';

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(join(root, lockFile), 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

/** What npm says it installed against what the lock file asks for. Packages for other systems (`optional`) may be absent. */
function areInstalled() {
  const installed = packagesOf('node_modules/.package-lock.json');
  return Object.entries(packagesOf('package-lock.json')).every(
    ([path, wanted]) => path === '' || (installed[path] ? installed[path].version === wanted.version : wanted.optional),
  );
}

export async function ensurePackages() {
  if (areInstalled()) return;
  say('installing the packages (npm ci) …');
  if ((await run('npm', ['ci', '--no-fund', '--no-audit'])) !== 0) giveUp('npm ci failed; its own message is above.');
}
