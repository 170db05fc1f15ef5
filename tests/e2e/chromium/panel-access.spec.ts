import { axe, expect, jumpTo, openCapture, showView, test } from './viewer-fixture.ts';

const VIEWS = [
  { width: 1280, height: 420, theme: 'light' },
  { width: 520, height: 900, theme: 'dark' },
  { width: 1440, height: 900, theme: 'dark' },
] as const;

for (const view of VIEWS) {
  test.describe(`at ${view.width} × ${view.height}, ${view.theme}`, () => {
    test.use({ view });

    test('axe finds nothing, and nothing is wider or higher than the panel', async ({ panel }) => {
      expect(await axe(panel), 'no recording').toEqual([]);
      await openCapture(panel, 'keepalive-timeout');
      await jumpTo(panel, 86);
      await expect(panel.locator('[role=grid] [aria-selected=true]')).toBeInViewport({ ratio: 1 });
      expect(await axe(panel), 'Messages').toEqual([]);
      for (const name of ['Connections', 'Findings', 'Recordings']) {
        await showView(panel, name);
        expect(await axe(panel), name).toEqual([]);
        const overflow = await panel.evaluate(() => {
          const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
          return [scrollWidth - clientWidth, scrollHeight - clientHeight];
        });
        expect(overflow, name).toEqual([0, 0]);
      }
    });
  });
}
