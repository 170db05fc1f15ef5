import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

export interface SourceFile {
  /** From the root of the project, with slashes. */
  path: string;
  text: string;
  /** The text without comments. */
  code: string;
  lines: number;
  /** What it imports or loads: a path from the root for files of the project, else the name of a package. */
  imports: string[];
}

/** Every TypeScript file below a folder. */
export function filesBelow(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => posix.join(entry.parentPath.slice(ROOT.length + 1).replaceAll('\\', '/'), entry.name))
    .sort()
    .map(readSource);
}

const readSource = (path: string): SourceFile => parseSource(path, readFileSync(join(ROOT, path), 'utf8'));

export const parseSource = (path: string, text: string): SourceFile => ({
  path,
  text,
  code: withoutComments(text),
  lines: text.trimEnd().split('\n').length,
  imports: importsOf(path, text),
});

/** Good enough for rules about words: a `//` after a colon is an address, not a comment. */
const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');

/** `new URL('./x.ts', import.meta.url)` loads a file as much as an import does; other URLs are only addresses. */
const SPECIFIER =
  /(?:\bfrom\s*|\bimport\s*\(\s*|^import\s*|\bnew URL\(\s*(?=['"][^'"\n]+['"]\s*,\s*import\.meta\.url))(['"])([^'"\n]+)\1/gm;

function importsOf(path: string, text: string): string[] {
  const specifiers = [...withoutComments(text).matchAll(SPECIFIER)]
    .map(([, , specifier]) => specifier!)
    .filter((specifier) => !specifier.endsWith('/'));
  return specifiers.map((specifier) =>
    specifier.startsWith('.')
      ? posix.normalize(posix.join(posix.dirname(path), specifier.replace(/\?.*$/, '')))
      : specifier,
  );
}

/** `a/b/hook.iife.ts` is called `hook`. */
export const nameOf = (path: string): string => basename(path).replace(/\..*$/, '');
