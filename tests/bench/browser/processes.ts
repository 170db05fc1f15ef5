import { readdirSync, readFileSync } from 'node:fs';

/** What Linux tells of processes. Elsewhere there are none, and figures that need them are left out. */

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** Processes below `root` whose command line is wanted. */
export async function descendants(root: number, isWanted: (commandLine: string) => boolean): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = /^PPid:\s+(\d+)/m.exec(read(`/proc/${name}/status`))?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || isBelow(parents.get(pid)));
  return [...parents.keys()].filter((pid) => isBelow(pid) && isWanted(read(`/proc/${pid}/cmdline`)));
}

/** Memory of a process that no other has, in MB: what is shared with others is not the page's. */
export const privateMb = (pid: number): number => {
  const kilobytes = [...read(`/proc/${pid}/smaps_rollup`).matchAll(/^Private_(?:Clean|Dirty):\s+(\d+)/gm)];
  return kilobytes.reduce((sum, [, kb]) => sum + Number(kb) / 1024, 0);
};

/** Milliseconds that all threads of a process have run. */
export function cpuMs(pid: number): number {
  let ns = 0;
  try {
    for (const thread of readdirSync(`/proc/${pid}/task`))
      ns += Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(' ')[0] ?? 0);
  } catch {
    // It has ended.
  }
  return ns / 1e6;
}
