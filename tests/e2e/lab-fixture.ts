import { test as base } from '@playwright/test';
import { shortTiming } from '../lab/peer/timing.ts';
import { startLab, type Lab } from '../lab/server.ts';

/** Every test has a lab of its own: comm server, pages and Node peers on free ports of the loopback. */
export const labTest = base.extend<{ lab: Lab }>({
  // Playwright reads the fixtures that are asked for from this pattern; none is.
  // eslint-disable-next-line no-empty-pattern
  lab: async ({}, use) => {
    const lab = await startLab({ peer: { timing: shortTiming } });
    await use(lab);
    await lab.close();
  },
});
