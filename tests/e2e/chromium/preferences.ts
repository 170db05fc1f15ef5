import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PANEL_SIZE, type Look, type Size } from '../look.ts';

/** Height of the DevTools' own row of tabs. */
export const TAB_BAR = 27;
/** Between the page and docked DevTools. */
const HAIRLINE = 1;
/** Height of Chromium's tabs and address bar above the page. */
const BROWSER_BAR = 87;

/** Size of the browser window in which the panel gets its size. */
export function windowSize(look: Look): Size {
  const { width, height } = PANEL_SIZE[look.dock];
  switch (look.dock) {
    case 'bottom':
      return { width, height: BROWSER_BAR + 320 + HAIRLINE + TAB_BAR + height };
    case 'right':
      return { width: 760 + width, height: BROWSER_BAR + TAB_BAR + height };
    case 'undocked':
      // The window of undocked DevTools takes over the size of the browser's.
      return { width, height: TAB_BAR + height };
  }
}

/** DevTools keep dock side, splitter and theme in the profile: written before the start, they hold from the first paint. */
export async function writePreferences(profile: string, look: Look): Promise<void> {
  const preferences = {
    currentDockState: look.dock,
    'ui-theme': look.theme === 'dark' ? 'dark' : 'default',
    'inspector-view.split-view-state': {
      vertical: { size: HAIRLINE + PANEL_SIZE.right.width },
      horizontal: { size: HAIRLINE + TAB_BAR + PANEL_SIZE.bottom.height },
    },
  };
  const asText = Object.fromEntries(Object.entries(preferences).map(([name, value]) => [name, JSON.stringify(value)]));
  await mkdir(join(profile, 'Default'), { recursive: true });
  await writeFile(join(profile, 'Default/Preferences'), JSON.stringify({ devtools: { preferences: asText } }));
}
