import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const vite = join(root, 'node_modules/vite/bin/vite.js');
const BUILD_LIMIT_MS = 120_000;

async function build(browser: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `one-trace-${browser}-`));
  const args = [vite, 'build', '--mode', browser, '--logLevel', 'error', '--outDir', folder, '--emptyOutDir'];
  // Vitest's own environment would make it a development build.
  await promisify(execFile)(process.execPath, args, { cwd: root, env: { ...process.env, NODE_ENV: 'production' } });
  return folder;
}

/** Each file of a build with the hash of its bytes. */
async function hashes(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashed = files.sort().map(async (file) => {
    const bytes = await readFile(file);
    return [relative(folder, file), createHash('sha256').update(bytes).digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(hashed));
}

for (const browser of ['chrome', 'firefox'])
  describe(`the extension for ${browser}, built twice`, () => {
    const folders: string[] = [];
    beforeAll(async () => void folders.push(await build(browser), await build(browser)), 2 * BUILD_LIMIT_MS);
    afterAll(async () => {
      for (const folder of folders) await rm(folder, { recursive: true });
    });

    test('is the same to the byte', async () => {
      const [once = '', again = ''] = folders;
      const files = await hashes(once);
      expect(Object.keys(files)).toContain('manifest.json');
      expect(await hashes(again)).toEqual(files);
    });

    test('holds no path of the machine that built it', async () => {
      const [once = ''] = folders;
      const told: string[] = [];
      for (const file of Object.keys(await hashes(once)))
        if ((await readFile(join(once, file), 'latin1')).includes(root)) told.push(file);
      expect(told).toEqual([]);
    });
  });
