import { build, type Rollup } from 'vite';
import path from 'node:path';
import { scriptText } from '../../../scripts/build/script-text.ts';

export const root = path.resolve(import.meta.dirname, '../../..');

/** Builds a page script the way the extension ships it: one self-contained, minified function. */
export async function bundle(entry: string): Promise<string> {
  const result = (await build({
    configFile: false,
    root,
    plugins: [scriptText()],
    logLevel: 'error',
    build: {
      write: false,
      target: 'esnext',
      minify: true,
      rolldownOptions: { input: path.join(root, entry), output: { format: 'iife' } },
    },
  })) as Rollup.RollupOutput;
  return result.output[0].code;
}
