import type { SourceFile } from './tree.ts';

/** A part of the tree: what its files may import, beside each other. The first world that a path begins with is its own. */
interface World {
  folder: string;
  /** Other parts of the tree, as the beginnings of paths. */
  worlds: readonly string[];
  packages: RegExp;
}

const NONE = /^(?!)/;

const WORLDS: readonly World[] = [
  { folder: 'src/core/store/', worlds: ['src/core/'], packages: /^idb$/ },
  { folder: 'src/core/', worlds: [], packages: /^@noble\// },
  { folder: 'src/content/', worlds: ['src/core/'], packages: NONE },
  { folder: 'src/background/', worlds: ['src/core/'], packages: /^webextension-polyfill$/ },
  { folder: 'src/cli/', worlds: ['src/core/'], packages: /^node:/ },
  { folder: 'src/playwright/', worlds: ['src/core/'], packages: /^(@playwright\/test|virtual:page-scripts)$/ },
  { folder: 'src/grant/', worlds: ['src/core/'], packages: /^webextension-polyfill$/ },
  { folder: 'src/devtools/worker/', worlds: ['src/core/'], packages: NONE },
  { folder: 'src/devtools/state/', worlds: ['src/core/'], packages: /^@preact\/signals$/ },
  {
    folder: 'src/devtools/ui/',
    worlds: ['src/core/', 'src/devtools/state/'],
    packages: /^(preact(\/.*)?|@preact\/signals|@tanstack\/virtual-core|uplot(\/.*)?)$/,
  },
  // What stands directly in src/devtools puts the parts together.
  { folder: 'src/devtools/', worlds: ['src/core/'], packages: /^(preact|@preact\/signals|webextension-polyfill)$/ },
];

/** What a file imports although its world does not allow it, in words. */
export function forbiddenImports(file: SourceFile): string[] {
  const world = WORLDS.find(({ folder }) => file.path.startsWith(folder));
  if (world === undefined)
    return [`${file.path} stands in no known world: add its folder to tests/layout/worlds.ts, or move it`];
  return file.imports
    .filter((target) => !isAllowed(world, target))
    .map((target) => `${file.path} imports ${target}, but ${world.folder} may only use ${allowed(world)}`);
}

function isAllowed(world: World, target: string): boolean {
  if (!target.startsWith('src/')) return world.packages.test(target) && !target.startsWith('..');
  return [world.folder, ...world.worlds].some((folder) => target.startsWith(folder));
}

const allowed = ({ folder, worlds, packages }: World): string =>
  [folder, ...worlds, ...(packages === NONE ? [] : [String(packages)])].join(', ');
