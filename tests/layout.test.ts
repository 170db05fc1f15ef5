import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GENERATOR } from '../src/core/trace/archive/header.ts';
import { FAMILIES, brokenFamily } from './layout/families.ts';
import { ROOT, filesBelow, type SourceFile } from './layout/tree.ts';
import { forbiddenImports } from './layout/worlds.ts';

// The byte budget of the hook is asserted where dist has just been built (tests/e2e): here it would pass where dist is missing.
const src = filesBelow('src');
const tests = filesBelow('tests');
const all = [...src, ...tests];
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Files whose code holds what a pattern finds, with the line. */
const findings = (files: readonly SourceFile[], pattern: RegExp, advice: string): string[] =>
  files.flatMap(({ path, code }) => {
    const hit = code.match(pattern);
    return hit ? [`${path}: ${hit[0].trim()} – ${advice}`] : [];
  });

describe('who imports whom', () => {
  it('core ← content, core ← background, core ← devtools/state ← devtools/ui, core ← cli', () => {
    expect(src.flatMap(forbiddenImports)).toEqual([]);
  });

  it('imports of our own files name their extension', () => {
    const bare = all.flatMap(({ path, imports }) =>
      imports
        .filter((target) => /^(src|tests|scripts)\//.test(target) && !/\.[a-z]+$/.test(target))
        .map((target) => `${path}: ${target}`),
    );
    expect(bare).toEqual([]);
  });

  it('core touches no browser API and no DOM', () => {
    const core = src.filter(({ path }) => path.startsWith('src/core/'));
    const browser =
      /(?<![.\w'"`])(window|document|localStorage|chrome|navigator)\.\w+|(?<![.\w])browser\.(runtime|storage|tabs)/;
    expect(findings(core, browser, 'core runs in any realm')).toEqual([]);
  });
});

describe.each(FAMILIES)('every $what', (family) => {
  it('is listed in its table and imports none of its siblings', () => {
    expect(brokenFamily(family, src)).toEqual([]);
  });
});

describe('files', () => {
  it('are short: half of src has at most 70 lines, none anywhere more than 250', () => {
    const long = all
      .filter(({ lines }) => lines > 250)
      .map(({ path, lines }) => `${path} has ${lines} lines: it holds two ideas`);
    expect(long).toEqual([]);
    const sorted = src.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sorted[sorted.length >> 1]).toBeLessThanOrEqual(70);
  });

  it('stand in folders that can be overlooked: none holds more than 40', () => {
    const counts = new Map<string, number>();
    for (const { path } of all) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
    const crowded = [...counts]
      .filter(([, count]) => count > 40)
      .map(([folder, count]) => `${folder} holds ${count} files`);
    expect(crowded).toEqual([]);
  });

  it('are named in kebab-case, components in PascalCase', () => {
    // panel.tsx is the entry that panel.html loads, not a component.
    const wrong = all.filter(({ path }) => {
      const name = basename(path);
      return name.endsWith('.tsx')
        ? !/^([A-Z][A-Za-z0-9]*|panel|[a-z0-9]+(-[a-z0-9]+)*\.test)\.tsx$/.test(name)
        : !/^[a-z0-9]+(-[a-z0-9]+)*(\.(iife|worker|config|test|spec|d))?\.ts$/.test(name);
    });
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('are named for their one idea: no utils, no helpers, no index', () => {
    const vague = all.filter(({ path }) => /(^|\/)(utils?|helpers?|common|misc|index)(\/|\.tsx?$)/.test(path));
    expect(vague.map(({ path }) => path)).toEqual([]);
  });

  it('do not only pass on what others export', () => {
    const barrels = src.filter(({ code }) => {
      const statements = code
        .split(';')
        .map((statement) => statement.trim())
        .filter((statement) => statement !== '');
      return (
        statements.length > 0 &&
        statements.every((statement) => /^export\s+(type\s+)?(\*|\{[^}]*\})(\s+as\s+\w+)?\s+from\b/.test(statement))
      );
    });
    expect(barrels.map(({ path }) => path)).toEqual([]);
  });
});

describe('code', () => {
  it('has no any', () => {
    expect(findings(all, /(:|\bas|<|\|)\s*any\b(?!\s*\()|\bany\[\]/, 'say what it is, or unknown')).toEqual([]);
  });

  it('silences neither the compiler nor the linter', () => {
    // In pieces, so that this file does not find itself.
    const silencers = new RegExp(
      ['@ts', '(ignore|expect-error|nocheck)'].join('-') + '|' + ['eslint', 'disable'].join('-'),
    );
    const hits = all.filter(({ text }) => silencers.test(text)).map(({ path }) => `${path}: mend the cause instead`);
    expect(hits).toEqual([]);
  });

  it('knows no path of the machine that it was written on', () => {
    const roots = ['work', 'home', 'root', 'Users'].join('|');
    const machine = new RegExp(`['"\`](/(${roots})/|[A-Z]:\\\\\\\\)`);
    expect(findings(all, machine, 'paths are found from import.meta')).toEqual([]);
  });
});

describe('the project', () => {
  it('has a lock file without addresses of registries', () => {
    const hits = read('package-lock.json').match(/"resolved": "https?:[^"]*"/g) ?? [];
    expect(hits.slice(0, 3), 'run npm install with the .npmrc of the project').toEqual([]);
  });

  it('writes its own version into recordings', () => {
    const { name, version } = JSON.parse(read('package.json')) as { name: string; version: string };
    expect(GENERATOR).toBe(`${name} ${version}`);
  });
});
