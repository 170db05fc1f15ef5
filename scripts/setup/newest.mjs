import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Newest change below the given files and folders, epoch ms; 0 where there is nothing. */
export function newestChange(paths) {
  return Math.max(0, ...paths.filter((path) => existsSync(path)).map(changeOf));
}

/** When a file was written, 0 where there is none. */
export function writtenAt(file) {
  return existsSync(file) ? statSync(file).mtimeMs : 0;
}

function changeOf(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  // A folder's own time tells of files that were removed.
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => changeOf(join(path, name))));
}
