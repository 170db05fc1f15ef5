import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { zipSync } from 'fflate';

/**
 * Packs an unpacked extension as a user would get it. `isLimited`: without `unlimitedStorage`, it has the room that any site has. `version`:
 * another one than it has.
 */
export async function packExtension(
  folder: string,
  file: string,
  { isLimited = false, version = '' } = {},
): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const contents: Record<string, Uint8Array> = {};
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    contents[relative(folder, path).split(sep).join('/')] = new Uint8Array(await readFile(path));
  }
  let manifest = Buffer.from(contents['manifest.json'] ?? []).toString('utf8');
  if (isLimited) manifest = manifest.replace(/,\s*"unlimitedStorage"/, '');
  if (version !== '') manifest = manifest.replace(/"version": "[^"]*"/, `"version": "${version}"`);
  contents['manifest.json'] = Buffer.from(manifest);
  await writeFile(file, zipSync(contents, { level: 0 }));
  return file;
}
