import { extensionDir } from '../extension-dir.ts';
import { firefoxLabTab, type LabTab } from '../lab-tab.ts';
import { labTest } from '../lab-fixture.ts';
import type { Look } from '../look.ts';
import { launchFirefox, type Firefox } from './launch.ts';
import { openToolbox, type Toolbox } from './toolbox.ts';

interface Fixtures {
  look: Look;
  firefox: Firefox;
  /** The lab page in the tab. */
  ask: LabTab;
  /** Opens the real toolbox on the tab, on the ONE panel. */
  openPanel: () => Promise<Toolbox>;
}

export const test = labTest.extend<Fixtures>({
  look: [{ dock: 'bottom', theme: 'light' }, { option: true }],
  firefox: async ({ look }, use) => {
    const firefox = await launchFirefox({ extension: extensionDir('firefox'), look });
    await use(firefox);
    await firefox.close();
  },
  ask: async ({ firefox }, use) => {
    await use(firefoxLabTab(firefox));
  },
  openPanel: async ({ firefox }, use) => {
    await use(() => openToolbox(firefox));
  },
});

export { expect } from '@playwright/test';
