import { defineConfig } from 'vite';
import { cliBuild } from './scripts/build/cli.ts';
import { extensionBuild } from './scripts/build/extension.ts';
import { playwrightBuild } from './scripts/build/playwright.ts';

/** One target a run, named by `--mode`; scripts/build.mjs runs them all. */
export default defineConfig(({ mode }) => {
  const root = import.meta.dirname;
  const variant = process.env['ONE_TRACE_VARIANT'] === 'test' ? 'test' : 'release';
  switch (mode) {
    case 'chrome':
    case 'firefox':
      return extensionBuild(mode, variant, root);
    case 'cli':
      return cliBuild(root);
    case 'playwright':
      return playwrightBuild(root);
    default:
      throw new Error(
        `vite: say --mode chrome, firefox, cli or playwright (npm run build makes all four), not ${mode}`,
      );
  }
});
