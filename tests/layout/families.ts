import { nameOf, type SourceFile } from './tree.ts';

/** A folder of things of one kind that do not know each other, and the files that list them. */
interface Family {
  what: string;
  folder: string;
  /** Each member must be imported by one of these. */
  tables: readonly string[];
  /** Files in the folder that are no members: the contract, and the table. */
  others: readonly string[];
}

export const FAMILIES: readonly Family[] = [
  {
    what: 'dissector',
    folder: 'src/core/dissect/dissectors/',
    // table.ts lists those that read messages; stream.ts and compose.ts are the fixed layers below them.
    tables: ['src/core/dissect/table.ts', 'src/core/dissect/stream.ts', 'src/core/dissect/compose.ts'],
    others: [],
  },
  { what: 'rule', folder: 'src/core/findings/rules/', tables: ['src/core/findings/table.ts'], others: [] },
  {
    what: 'transport',
    folder: 'src/content/transports/',
    // Scripts beside the hook bring what only some browsers have, or few pages use.
    tables: ['src/content/transports/table.ts', 'src/content/webrtc.iife.ts', 'src/content/bluetooth.iife.ts'],
    others: ['table', 'transport'],
  },
  {
    what: 'exporter',
    folder: 'src/core/report/exporters/',
    tables: ['src/core/report/exporters/table.ts'],
    others: ['table', 'exporter'],
  },
];

/** `websocket-data` is a part of the member `websocket`. */
const memberOf = (name: string, names: readonly string[]): string =>
  names.find((other) => other !== name && name.startsWith(`${other}-`)) ?? name;

/** Members of a family that import each other, or that no table lists, in words. */
export function brokenFamily({ what, folder, tables, others }: Family, files: readonly SourceFile[]): string[] {
  const members = files.filter(({ path }) => path.startsWith(folder) && !others.includes(nameOf(path)));
  const names = members.map(({ path }) => nameOf(path));
  const imported = new Set(files.filter(({ path }) => tables.includes(path)).flatMap(({ imports }) => imports));
  return members.flatMap(({ path, imports }) => {
    const own = memberOf(nameOf(path), names);
    const isPart = own !== nameOf(path);
    const siblings = imports.filter((target) => {
      const name = nameOf(target);
      return target.startsWith(folder) && !others.includes(name) && memberOf(name, names) !== own;
    });
    return [
      ...siblings.map(
        (target) => `${path} imports ${target}: a ${what} never imports another; what both need goes up a folder`,
      ),
      ...(isPart || imported.has(path) ? [] : [`${path} is a ${what} that ${tables[0]} does not list`]),
    ];
  });
}
