import { describe, expect, it } from 'vitest';
import { brokenFamily, FAMILIES } from './families.ts';
import { parseSource } from './tree.ts';
import { forbiddenImports } from './worlds.ts';

const transports = FAMILIES.find(({ what }) => what === 'transport')!;
const file = (path: string, ...imports: string[]) =>
  parseSource(path, imports.map((from) => `import { x } from '${from}';`).join('\n'));

describe('the import rule', () => {
  it.each([
    ['src/core/model/a.ts', '../trace/records.ts'],
    ['src/core/crypto/a.ts', '@noble/ciphers/salsa.js'],
    ['src/core/store/x.ts', 'idb'],
    ['src/cli/a.ts', 'node:fs'],
    ['src/devtools/ui/A.tsx', '../state/panel.ts'],
  ])('%s may import %s', (path, target) => {
    expect(forbiddenImports(file(path, target))).toEqual([]);
  });

  it.each([
    ['src/core/model/a.ts', '../../content/hook.ts'],
    ['src/core/model/a.ts', 'preact'],
    ['src/core/model/a.ts', 'idb'],
    ['src/core/trace/a.ts', 'node:zlib'],
    ['src/content/a.ts', '../background/recorder.ts'],
    ['src/content/a.ts', 'webextension-polyfill'],
    ['src/devtools/state/a.ts', '../ui/Menu.tsx'],
    ['src/devtools/state/a.ts', 'preact'],
    ['src/cli/a.ts', '../devtools/state/panel.ts'],
    ['src/cli/a.ts', '../lab/server.ts'],
    ['src/elsewhere/a.ts', 'node:fs'],
  ])('%s may not import %s', (path, target) => {
    expect(forbiddenImports(file(path, target))).toHaveLength(1);
  });

  it('sees every way to import, and none in a comment', () => {
    const text = `import a from './a.ts';\nimport './b.ts';\nexport * from './c.ts';\nawait import('./d.ts');\nimport type { E } from "./e.ts";
import f from './f.ts?worker';\nnew Worker(new URL('./g.ts', import.meta.url));\nnew URL('.', page);\n// import z from './y.ts'\n/* from './z.ts' */`;
    expect(parseSource('src/x.ts', text).imports).toEqual('abcdefg'.split('').map((name) => `src/${name}.ts`));
  });
});

describe('the rule of families', () => {
  const table = file('src/content/transports/table.ts', './one.ts');

  it('takes members that are listed, with their parts and their contract', () => {
    const one = file('src/content/transports/one.ts', './transport.ts', './one-events.ts', '../patch.ts');
    expect(brokenFamily(transports, [table, one, file('src/content/transports/one-events.ts')])).toEqual([]);
  });

  it('finds a member that no table lists', () => {
    expect(
      brokenFamily(transports, [table, file('src/content/transports/one.ts'), file('src/content/transports/two.ts')]),
    ).toHaveLength(1);
  });

  it('finds members that import each other, or parts of each other', () => {
    const both = file('src/content/transports/table.ts', './one.ts', './two.ts');
    const part = file('src/content/transports/two-events.ts');
    const one = file('src/content/transports/one.ts', './two.ts', './two-events.ts');
    expect(brokenFamily(transports, [both, one, part, file('src/content/transports/two.ts')])).toHaveLength(2);
  });
});
