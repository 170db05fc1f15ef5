import { describe, expect, it } from 'vitest';
import { hearPanel, isPanel } from '../../../src/background/panels/panel-message.ts';
import type { RecordingRow } from '../../../src/core/store/store.ts';
import { testBackground } from '../background-fixture.ts';

const rowOf = (frames: number): RecordingRow => ({
  id: 3,
  uid: 'r3',
  kind: 'flight',
  origin: 'o',
  title: 't',
  created: 0,
  updated: 0,
  pages: 1,
  frames,
  bytes: 10,
  lost: 0,
});

describe('panels', () => {
  it('hear of growth at once, then as often as there is a pause, of the last state only', () => {
    const { panels, panel, waits } = testBackground().start();
    const { heard } = panel();
    const frames = (): number[] => heard.map((notice) => (notice.type === 'grown' ? notice.frames : -1));
    for (let count = 1; count <= 5; count += 1) panels.grown(1, rowOf(count));
    expect(frames()).toEqual([1]);
    waits.shift()?.();
    expect(frames()).toEqual([1, 5]);
    panels.grown(1, rowOf(6));
    expect(frames()).toEqual([1, 5]);
    waits.shift()?.();
    waits.shift()?.();
    expect(frames()).toEqual([1, 5, 6]);
    panels.grown(1, rowOf(7));
    expect(frames()).toEqual([1, 5, 6, 7]);
  });

  it('hear of their own tab only, and nothing after they closed', () => {
    const { panels, panel } = testBackground().start();
    const [one, two] = [panel(1), panel(2)];
    panels.trouble(1, 'code', 'words');
    panels.remove(one.panel);
    panels.trouble(1, 'code', 'again');
    expect(one.heard).toEqual([{ type: 'trouble', code: 'code', message: 'words' }]);
    expect(two.heard).toEqual([]);
  });
});

describe('who speaks as a panel', () => {
  const root = 'chrome-extension://abc/';
  it('is a page of the extension itself', () => {
    expect(isPanel({ id: 'abc', url: `${root}src/devtools/panel.html` }, 'abc', root)).toBe(true);
    expect(isPanel({ id: 'abc', url: 'https://one.test/' }, 'abc', root)).toBe(false);
    expect(isPanel({ id: 'other', url: `${root}src/devtools/panel.html` }, 'abc', root)).toBe(false);
    expect(isPanel(undefined, 'abc', root)).toBe(false);
  });

  it('is understood where it says something that this version knows', () => {
    expect(hearPanel({ type: 'watch', tabId: 4, url: 'https://one.test/' })).toMatchObject({ tabId: 4 });
    expect(hearPanel({ type: 'decrypt', origin: 'https://one.test', on: true })).toMatchObject({ on: true });
    const nonsense = [
      null,
      'clear',
      { type: 'watch' },
      { type: 'future' },
      { type: 'decrypt', origin: 'https://one.test/path', on: true },
      { type: 'granted', origin: 'file:///etc' },
      { type: 'open-grant', origin: 'javascript:alert(1)' },
    ];
    for (const message of nonsense) expect(hearPanel(message)).toBeUndefined();
  });
});
