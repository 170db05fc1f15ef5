import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UnusableInput } from '../io.ts';
import type { Resource } from './viewer-server.ts';

/** Where the build puts the panel: beside the program (scripts/build/viewer.ts). */
export const viewerFolder = (): string => fileURLToPath(new URL('./viewer/', import.meta.url));

const TYPES: { [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * The files of the viewer by their paths. Listed once, so that no request can name another file of the disk.
 * @throws UnusableInput where the viewer is not there
 */
export async function viewerFiles(folder: string): Promise<Map<string, Resource>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const resources = new Map(
    files.map((file): [string, Resource] => [
      relative(folder, file).split(sep).join('/'),
      { type: TYPES[extname(file)] ?? 'application/octet-stream', body: () => createReadStream(file) },
    ]),
  );
  if (!resources.has('panel.html'))
    throw new UnusableInput(`open: the viewer is missing; its folder "viewer" belongs beside the program (${folder})`);
  return resources;
}
