// Writes dist/packages/one-trace-<version>-{chrome,firefox,source}.zip. The same commit gives the same bytes: fixed times, sorted names.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Zip keeps local times without a zone, from 1980 on: built from local parts, so that every machine writes the same. */
const MTIME = new Date(2020, 0, 1);

async function filesUnder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** What the stores' reviewers build from: everything that is, or is about to be, under version control, and not deleted. */
function sourceFiles() {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  return [...new Set(listed.toString().split('\0').filter(Boolean))].map((name) => join(root, name)).filter(existsSync);
}

async function zip(base, files) {
  const named = files
    .map((file) => [relative(base, file).split(sep).join('/'), file])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const contents = {};
  for (const [name, file] of named) contents[name] = new Uint8Array(await readFile(file));
  return zipSync(contents, { mtime: MTIME, os: 3, attrs: 0o644 << 16, level: 9 });
}

async function version() {
  const read = async (file) => JSON.parse(await readFile(join(root, file), 'utf8')).version;
  const [manifest, npm] = [await read('manifest.json'), await read('package.json')];
  if (manifest !== npm) throw new Error(`manifest.json says version ${manifest}, package.json ${npm}`);
  return npm;
}

const name = `one-trace-${await version()}`;
const out = join(root, 'dist/packages');
await mkdir(out, { recursive: true });
const chrome = join(root, 'dist/chrome');
const firefox = join(root, 'dist/firefox');
for (const [kind, bytes] of [
  ['chrome', await zip(chrome, await filesUnder(chrome))],
  ['firefox', await zip(firefox, await filesUnder(firefox))],
  ['source', await zip(root, sourceFiles())],
]) {
  const file = join(out, `${name}-${kind}.zip`);
  await writeFile(file, bytes);
  console.log(`${createHash('sha256').update(bytes).digest('hex')}  ${relative(root, file)}  ${bytes.length}`);
}
