import { join } from 'node:path';
import { build, type InlineConfig, type Plugin } from 'vite';

/** The panel as a page for `one-trace open`: without an extension around it, and at any address. */
export const viewerBuild = (root: string, outDir: string): InlineConfig => ({
  configFile: false,
  root: join(root, 'src/devtools'),
  base: './',
  publicDir: false,
  logLevel: 'warn',
  worker: { format: 'es' },
  build: {
    outDir,
    emptyOutDir: true,
    target: ['chrome120', 'firefox142'],
    modulePreload: false,
    // The page's policy knows no `data:` but for images.
    assetsInlineLimit: 0,
    rolldownOptions: { input: join(root, 'src/devtools/panel.html') },
  },
});

/** Builds the viewer beside the program. */
export function viewerBeside(root: string, outDir: string): Plugin {
  return {
    name: 'one-trace:viewer',
    async writeBundle() {
      await build(viewerBuild(root, join(outDir, 'viewer')));
    },
  };
}
