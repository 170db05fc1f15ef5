import { existsSync } from 'node:fs';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import type { UserConfig } from 'vite';
import { asciiScripts } from './ascii-scripts.ts';
import { classicScript } from './classic-script.ts';
import { prelude } from './prelude.ts';
import { manifestFor, type Browser, type Variant } from './manifest.ts';

/** Pages that no manifest entry names: the panel is created by the devtools page, the grant page is opened by the background. */
const PAGES = { panel: 'src/devtools/panel.html', grant: 'src/grant/grant.html' };

export function extensionBuild(browser: Browser, variant: Variant, root: string): UserConfig {
  const input = Object.fromEntries(Object.entries(PAGES).filter(([, file]) => existsSync(file)));
  return {
    root,
    plugins: [
      crx({ manifest: manifestFor(browser, variant, root) as unknown as ManifestV3Export, browser }),
      classicScript('src/content/discovery.iife.ts'),
      classicScript('src/content/stats.iife.ts'),
      classicScript('src/content/workers.iife.ts'),
      classicScript('src/content/errors.iife.ts'),
      ...(browser === 'firefox'
        ? [
            classicScript('src/content/filtered.iife.ts'),
            classicScript('src/content/filtered-relay.iife.ts'),
            prelude(),
          ]
        : []),
      asciiScripts(),
    ],
    worker: { format: 'es' },
    build: {
      outDir: `dist/${browser}${variant === 'test' ? '-test' : ''}`,
      target: browser === 'chrome' ? 'chrome120' : 'firefox142',
      // Extension pages come from the disk: a preload polyfill and inlined assets would only cost.
      modulePreload: false,
      assetsInlineLimit: 0,
      rollupOptions: { input },
    },
  };
}
