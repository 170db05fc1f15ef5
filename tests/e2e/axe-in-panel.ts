import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { PanelPage } from './panel-page.ts';

const file = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds in the real panel, as one line for each rule. The panel's own policy lets no script in: this is evaluated from outside. */
export async function axeInPanel({ inPanel }: PanelPage): Promise<string[]> {
  const source = await readFile(file, 'utf8');
  const run = {
    toString: () => `async () => {
      const module = { exports: {} };
      ${source};
      const axe = module.exports.run ? module.exports : window.axe;
      const { violations } = await axe.run(document);
      return violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).slice(0, 3).join(', '));
    }`,
  };
  return inPanel(run as unknown as () => Promise<string[]>);
}
