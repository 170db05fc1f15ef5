import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from './until.ts';

/** Does something that makes the browser download a file, and gives the path of that file once it is whole. */
export async function receivedFile(folder: string, act: () => Promise<unknown>): Promise<string> {
  const before = new Set(await readdir(folder));
  await act();
  return until('the download', async () => {
    const names = (await readdir(folder)).filter((name) => !before.has(name));
    // Both browsers write beside the name and move at the end; Firefox reserves the name with an empty file.
    if (names.some((name) => /\.(part|crdownload)$/.test(name))) return undefined;
    const [path] = names.map((name) => join(folder, name));
    return path !== undefined && (await sizeOf(path)) > 0 ? path : undefined;
  });
}

/** Firefox takes the reserved name away between two looks. */
const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );
