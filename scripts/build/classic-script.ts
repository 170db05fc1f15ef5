import { existsSync } from 'node:fs';
import { build, type Plugin, type ResolvedConfig } from 'vite';
import { scriptText } from './script-text.ts';

/**
 * Builds a self-contained classic script beside the extension's own: for scripts that the manifest does not declare, because they
 * are registered at run time. The output lies where CRXJS puts those that are declared: `src/x.iife.ts` → `src/x.iife.js`.
 */
export function classicScript(entry: string): Plugin {
  const fileName = entry.replace(/\.ts$/, '.js');
  let config: ResolvedConfig;
  return {
    name: `one-trace:classic:${entry}`,
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    buildStart() {
      if (existsSync(entry)) this.addWatchFile(entry);
    },
    async generateBundle() {
      if (!existsSync(entry)) return;
      const { minify, sourcemap, target } = config.build;
      const lib = { entry, formats: ['iife' as const], name: 'oneTrace', fileName: () => fileName };
      const built = await build({
        configFile: false,
        logLevel: 'warn',
        root: config.root,
        publicDir: false,
        plugins: [scriptText()],
        build: { write: false, emptyOutDir: false, lib, minify, sourcemap, target },
      });
      if ('on' in built) throw new Error(`${entry}: expected a bundle, not a watcher`);
      for (const output of [built].flat().flatMap((bundle) => bundle.output)) {
        const source = output.type === 'chunk' ? output.code : output.source;
        this.emitFile({ type: 'asset', fileName: output.fileName, source });
      }
    },
  };
}
