import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../setup/root.mjs';

/**
 * The benchmark as one bundle, as the shipped code is: Vite's module runner turns each import into a getter, and would measure that.
 */
export async function loadBench(outDir) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    publicDir: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: [/^@noble\//] },
    build: { ssr: join(root, 'tests/bench/bench.ts'), outDir, target: 'node20', minify: false, emptyOutDir: true },
  });
  return import(pathToFileURL(join(outDir, 'bench.js')).href);
}
