import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin, UserConfig } from 'vite';
import { viewerBeside } from './viewer.ts';

const FILE = 'one-trace.mjs';

function executable(outDir: string): Plugin {
  return { name: 'one-trace:executable', writeBundle: () => chmod(join(outDir, FILE), 0o755) };
}

/**
 * The command line: one file for Node 20, packages included, so that it runs from wherever it is copied to. `open` wants the folder
 * `viewer` beside it.
 */
export function cliBuild(root: string): UserConfig {
  const outDir = join(root, 'dist/cli');
  return {
    root,
    publicDir: false,
    plugins: [executable(outDir), viewerBeside(root, outDir)],
    ssr: { noExternal: true },
    build: {
      outDir,
      target: 'node20',
      ssr: 'src/cli/main.ts',
      minify: false,
      rollupOptions: {
        output: { format: 'es', entryFileNames: FILE, codeSplitting: false, banner: '#!/usr/bin/env node' },
      },
    },
  };
}
