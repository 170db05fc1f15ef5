import { Linter, type Rule } from 'eslint';
import type { Plugin } from 'vite';
import { ascii } from './ascii-scripts.ts';
import { minified, PARAMETER } from './script-text.ts';

const ENTRY = 'src/content/worker/filtered-realm.iife.ts';
/** src/background/filter/prelude-source.ts reads it. */
const FILE = 'src/content/prelude.txt';

/** Not to be declared again. */
const FIXED = new Set(['undefined', 'NaN', 'Infinity', 'arguments', PARAMETER]);

/**
 * What the background puts in front of scripts of workers: the text of a function of the global object and of how to start. It shares its
 * scope with the page's script, whose own `const URL` or `import { Map }` would stand for it before they are there: so every global is taken
 * from the object once. One line of ASCII, so that the page's lines keep their numbers.
 */
export function prelude(): Plugin {
  return {
    name: 'one-trace:prelude',
    apply: 'build',
    async generateBundle() {
      const source = preludeOf(await minified(ENTRY));
      this.emitFile({ type: 'asset', fileName: FILE, source });
    },
  };
}

export function preludeOf(code: string): string {
  const names = freeNames(code).filter((name) => !FIXED.has(name) && name !== 'globalThis');
  const text = `(function(globalThis,${PARAMETER}){"use strict";const{${names.join()}}=globalThis;${code.trim()}})`;
  if (/[\r\n]/.test(text)) throw new Error(`${ENTRY}: the build has lines; columns are all that may change`);
  return ascii(text);
}

/** The names that a script has from the realm around it. */
function freeNames(code: string): string[] {
  const names = new Set<string>();
  const collect: Rule.RuleModule = {
    create: ({ sourceCode }) => ({
      'Program:exit'(node) {
        const scope = sourceCode.getScope(node);
        for (const { identifier } of scope.through) if (identifier.type === 'Identifier') names.add(identifier.name);
        for (const { name, references, defs } of scope.variables)
          if (defs.length === 0 && references.length > 0) names.add(name);
      },
    }),
  };
  const messages = new Linter().verify(code, {
    plugins: { free: { rules: { names: collect } } },
    rules: { 'free/names': 'error' },
    languageOptions: { ecmaVersion: 'latest', sourceType: 'script' },
  });
  const fatal = messages.find((message) => message.fatal);
  if (fatal) throw new Error(`${ENTRY}: ${fatal.message}`);
  return [...names].sort();
}
