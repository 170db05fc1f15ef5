import type { Plugin } from 'vite';

const PAGE_SCRIPT = /^src\/content\/[^/]+\.iife\.js$/;

/** The same code where it says characters beyond ASCII in texts and patterns only, as minified code does. */
export const ascii = (code: string): string =>
  code.replace(/[^\t\r\n -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** One wide character in a script makes V8 keep and read all of it in two bytes a character, in every page. */
export function asciiScripts(): Plugin {
  return {
    name: 'one-trace:ascii-scripts',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const output of Object.values(bundle))
          if (output.type === 'asset' && PAGE_SCRIPT.test(output.fileName))
            output.source = ascii(String(output.source));
      },
    },
  };
}
