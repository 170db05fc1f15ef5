import { describe, expect, test } from 'vitest';
import { gridLayout } from '../../../src/devtools/state/rows/grid-columns.ts';
import { dockOf } from '../../../src/devtools/state/layout.ts';
import { MAX_PX, ROW_PX, scrollMap } from '../../../src/devtools/state/rows/scroll-map.ts';
import { visibleTabs } from '../../../src/devtools/state/tabs.ts';

describe('the layout', () => {
  test('follows the size of the panel alone', () => {
    expect(dockOf(1280, 420)).toBe('bottom');
    expect(dockOf(1440, 900)).toBe('undocked');
    expect(dockOf(520, 900)).toBe('right');
  });

  test('drops the number and the size of messages first, and has room for deltas last', () => {
    const ids = (width: number): string[] => gridLayout(width).columns.map(({ id }) => id);
    expect(ids(520)).toEqual(['time', 'dir', 'layer', 'name', 'summary', 'rtt']);
    expect(ids(590)).toEqual(['no', 'time', 'dir', 'layer', 'name', 'summary', 'size', 'rtt']);
    expect(ids(780)).toContain('delta');
  });

  test('has a track for every column', () => {
    for (const width of [300, 600, 900]) {
      const { columns, template } = gridLayout(width);
      expect(template.split(' ')).toHaveLength(columns.length);
    }
  });

  test('keeps the current tab in view where there is room for four', () => {
    expect(visibleTabs('messages', true)).toHaveLength(4);
    expect(visibleTabs('settings', true)).toContain('settings');
  });
});

describe('the scrollbar', () => {
  test('is exact up to 800 000 rows', () => {
    const map = scrollMap(MAX_PX, 400);
    expect(map.logical(123_456)).toBe(123_456);
  });

  test('maps proportionally above, and reaches both ends', () => {
    const total = 1_000_000 * ROW_PX;
    const map = scrollMap(total, 400);
    expect(map.height).toBe(MAX_PX);
    expect(map.logical(0)).toBe(0);
    expect(map.logical(MAX_PX - 400)).toBeCloseTo(total - 400, 3);
    expect(map.physical(map.logical(5_000_000))).toBeCloseTo(5_000_000, 3);
  });
});
