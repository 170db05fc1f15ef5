import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Look } from '../look.ts';
import { playSession } from '../session.ts';
import { test, expect } from '../test.ts';

const pictures = fileURLToPath(new URL('../../../test-results/looks', import.meta.url));
const LOOKS: Look[] = [
  { dock: 'bottom', theme: 'light' },
  { dock: 'bottom', theme: 'dark' },
  { dock: 'right', theme: 'light' },
  { dock: 'right', theme: 'dark' },
];

for (const look of LOOKS) {
  test.describe(`docked at the ${look.dock}, ${look.theme}`, () => {
    test.use({ look });

    test('nothing sticks out of the panel', async ({ panel, engine, engineName, lab }) => {
      await panel.allowDecryption(engine);
      await playSession(lab, engine.ask);
      await expect.poll(async () => (await panel.frames()).some(({ name }) => name === 'identity')).toBe(true);
      const row = (await panel.frames()).find(({ name }) => name === 'identity');
      if (row) await panel.detailOf(row);
      await mkdir(pictures, { recursive: true });
      await writeFile(`${pictures}/${engineName}-${look.dock}-${look.theme}.png`, await engine.screenshot());
      expect(await panel.overflow()).toEqual({ x: 0, y: 0 });
      expect(await panel.inPanel(treeRowHeights)).toEqual([20]);
    });
  });
}

/** As the design has it (UI.md): every row of the tree that shows one line. */
function treeRowHeights(): number[] {
  const rows = [...document.querySelectorAll('[role=treeitem]')];
  return [...new Set(rows.map((row) => Math.round(row.getBoundingClientRect().height)))];
}
