import { build, type Plugin, type Rollup } from 'vite';

const QUERY = '?script';
/** The free name in the script that the parameter stands for. */
export const PARAMETER = 'oneTraceStart';

/**
 * `import source from './x.iife.ts?script'`: the script, bundled and minified, as the text of a function that whoever has it can start
 * elsewhere (in a worker).
 */
export function scriptText(): Plugin {
  return {
    name: 'one-trace:script-text',
    enforce: 'pre',
    async resolveId(id, importer) {
      if (!id.endsWith(QUERY)) return undefined;
      const found = await this.resolve(id.slice(0, -QUERY.length), importer);
      return found && `${found.id}${QUERY}`;
    },
    async load(id) {
      if (!id.endsWith(QUERY)) return undefined;
      const entry = id.slice(0, -QUERY.length);
      this.addWatchFile(entry);
      return `export default ${JSON.stringify(`function(${PARAMETER}){${await minified(entry)}\n}`)};`;
    },
  };
}

/** The script with all that it imports. */
export async function minified(entry: string): Promise<string> {
  const built = (await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      rolldownOptions: { input: entry, output: { format: 'iife' } },
    },
  })) as Rollup.RollupOutput;
  return built.output[0].code;
}
