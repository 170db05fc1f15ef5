const ZERO_WIDTH = '\u200b';

/** What steers a terminal, hides text or turns its direction. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const clean = (text: string): string => text.replace(/\s+/g, ' ').replace(UNPRINTABLE, '\u{fffd}');

/**
 * Text of a recording as plain text in GitHub's Markdown: no markup, no HTML, no link, and nobody is mentioned. The invisible character behind
 * `@`, `#` and `://` keeps the tracker from making links of them.
 */
export const plain = (text: string): string =>
  clean(text)
    .replace(/[\\`*_{}[\]<>()#+!|~$&-]/g, '\\$&')
    .replace(/@|(?<=\\#)|(?<=:)(?=\/\/)|(?<=www)(?=\.)/g, (found) => found + ZERO_WIDTH);

/** Text of a recording as code, which nothing in it can end; fit for a cell of a table. */
export function code(text: string): string {
  const content = clean(text).trim().replaceAll('|', '\\|');
  if (content === '') return '–';
  const longest = Math.max(0, ...(content.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = content.startsWith('`') || content.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${content}${pad}${fence}`;
}

/** Rows of cells that are Markdown already. */
export const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${titles.join(' | ')} |`,
  `|${titles.map(() => ' --- |').join('')}`,
  ...rows.map((cells) => `| ${cells.join(' | ')} |`),
];
