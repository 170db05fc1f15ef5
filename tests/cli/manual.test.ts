import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { COMMON_OPTIONS } from '../../src/cli/common-options.ts';
import { runWith } from './fake-io.ts';

const names = Object.keys(COMMANDS);
const helpOf = async (...argv: string[]): Promise<string> => (await runWith({}, [...argv, '--help'])).out;

/** The sections of a page by their titles. */
const sections = (page: string): Map<string, string> =>
  new Map(
    page.split(/\n\n(?=\S)/).map((part): [string, string] => {
      const [title = '', ...lines] = part.split('\n');
      return [title, lines.join('\n')];
    }),
  );

/** The options that a section explains: each at the beginning of a line, two columns in. */
const explained = (section = ''): string[] =>
  [...section.matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm)].map(([, name = '']) => name);

const mentioned = (page: string): string[] =>
  [...page.matchAll(/(?<![\w-])--([a-z][\w-]*)/g)].map(([, name = '']) => name);

describe.each(names)('the manual page of %s', (name) => {
  it('explains every option that the parser takes, and no other', async () => {
    const page = sections(await helpOf(name));
    expect(explained(page.get('Options'))).toEqual(Object.keys(COMMANDS[name]?.options ?? {}));
    expect(explained(page.get('Options of every command'))).toEqual(Object.keys(COMMON_OPTIONS));
  });

  it('has the parts of a manual page, in their order', async () => {
    const titles = [...sections(await helpOf(name)).keys()];
    const usual = [
      'Name',
      'Synopsis',
      'Description',
      'Options',
      'Options of every command',
      'Exit status',
      'Files',
      'Examples',
      'See also',
    ];
    const found = usual.filter((title) => titles.includes(title));
    expect(titles.filter((title) => usual.includes(title))).toEqual(found);
    for (const title of ['Name', 'Synopsis', 'Description', 'Exit status', 'Examples', 'See also'])
      expect(titles).toContain(title);
  });

  it('shows in its synopsis what the parser asks for', async () => {
    const synopsis = sections(await helpOf(name)).get('Synopsis') ?? '';
    expect(synopsis).toContain(`  one-trace ${name} `);
    for (const positional of COMMANDS[name]?.positionals ?? [])
      for (const word of positional.split(' or ')) expect(synopsis).toMatch(new RegExp(`\\b${word}\\b`));
  });

  it('refers to nothing that is not there', async () => {
    const page = sections(await helpOf(name));
    const others = [...(page.get('See also') ?? '').matchAll(/one-trace ([a-z]+)/g)].map(([, other = '']) => other);
    expect(others.filter((other) => !names.includes(other) || other === name)).toEqual([]);
    expect(others.length).toBeGreaterThan(0);
  });

  it('fits a terminal, but for the examples, which are to be copied', async () => {
    const page = sections(await helpOf(name));
    page.delete('Examples');
    expect([...page.values()].flatMap((text) => text.split('\n')).filter((line) => line.length > 80)).toEqual([]);
  });

  it('has examples that the parser takes', async () => {
    const lines = (sections(await helpOf(name)).get('Examples') ?? '')
      .split('\n')
      .filter((line) => line.startsWith('    '));
    expect(lines.length).toBeGreaterThan(0);
    const used = lines.flatMap((line) => [...line.matchAll(/one-trace ([a-z]+)([^|&"]*)/g)]);
    for (const [, command = '', rest = ''] of used) {
      const known = Object.keys({ ...COMMON_OPTIONS, ...COMMANDS[command]?.options });
      expect(
        mentioned(rest).filter((option) => !known.includes(option)),
        command,
      ).toEqual([]);
    }
  });
});

describe('the whole manual', () => {
  it('mentions no option that no command has', async () => {
    const known = new Set(
      [COMMON_OPTIONS, ...Object.values(COMMANDS).map(({ options }) => options)].flatMap(Object.keys),
    );
    known.add('version');
    const pages = await Promise.all([helpOf(), ...names.map((name) => helpOf(name))]);
    expect(pages.flatMap(mentioned).filter((option) => !known.has(option))).toEqual([]);
  });

  it('tells of status 1 where a command can end with it, and only there', async () => {
    const told = await Promise.all(
      names.map(async (name) => /^ {2}1 {2}/m.test(sections(await helpOf(name)).get('Exit status') ?? '')),
    );
    expect(names.filter((_, at) => told[at])).toEqual(['check', 'diff']);
  });
});
