import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export interface LabPageFiles {
  readonly html: string;
  /** One classic script that sets window.lab. */
  readonly script: string;
}

let built: Promise<LabPageFiles> | undefined;

/** Bundles page/page.ts once per process. */
export function buildLabPage(): Promise<LabPageFiles> {
  built ??= bundle();
  return built;
}

async function bundle(): Promise<LabPageFiles> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    root: file('page'),
    build: {
      write: false,
      minify: true,
      lib: { entry: file('page/page.ts'), formats: ['iife'], name: 'oneLab', fileName: 'lab' },
    },
  });
  const [output] = Array.isArray(result) ? result : [];
  const chunk = output?.output[0];
  if (chunk?.type !== 'chunk') throw new Error('The lab page was not bundled');
  return { html: await readFile(file('page/index.html'), 'utf8'), script: chunk.code };
}
