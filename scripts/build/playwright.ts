import { join } from 'node:path';
import { build, type Plugin, type UserConfig } from 'vite';

const ID = 'virtual:page-scripts';

/** In this order: the place that takes what the hook sees; the hook, and what reads Connections. */
const CAPTURE = ['src/content/playwright.iife.ts', 'src/content/page.iife.ts'];
const DISCOVERY = ['src/content/discovery.iife.ts'];

/** `one-trace/playwright`: one module with the page scripts in it. Its declarations stand in src/playwright. */
export function playwrightBuild(root: string): UserConfig {
  const outDir = join(root, 'dist/playwright');
  return {
    root,
    publicDir: false,
    plugins: [pageScripts(root)],
    ssr: { noExternal: true, external: ['@playwright/test'] },
    build: {
      outDir,
      target: 'node20',
      ssr: 'src/playwright/main.ts',
      minify: false,
      rollupOptions: { output: { format: 'es', entryFileNames: 'main.mjs', codeSplitting: false } },
    },
  };
}

function pageScripts(root: string): Plugin {
  return {
    name: 'one-trace:page-scripts',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    async load(id) {
      if (id !== `\0${ID}`) return undefined;
      const [capture, discovery] = await Promise.all([CAPTURE, DISCOVERY].map((files) => joined(root, files)));
      return `export const capture = ${JSON.stringify(capture)};\nexport const discovery = ${JSON.stringify(discovery)};\n`;
    },
  };
}

async function joined(root: string, files: readonly string[]): Promise<string> {
  const scripts: string[] = [];
  for (const file of files) scripts.push(await script(root, file));
  return scripts.join(';\n');
}

/** A page script as the extension ships it: one self-contained, minified function. */
async function script(root: string, file: string): Promise<string> {
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: ['chrome120', 'firefox142', 'safari17'],
      rolldownOptions: { input: join(root, file), output: { format: 'iife' } },
    },
  });
  if ('on' in built) throw new Error(`${file}: expected a bundle, not a watcher`);
  const [chunk] = [built].flat().flatMap(({ output }) => output);
  if (chunk?.type !== 'chunk') throw new Error(`${file}: expected one script`);
  return chunk.code;
}
