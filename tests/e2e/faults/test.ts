import { test as base } from '@playwright/test';
import { shortTiming } from '../../lab/peer/timing.ts';
import { startLab, type Lab } from '../../lab/server.ts';
import { chromiumSubject } from './chromium-subject.ts';
import { firefoxSubject, type FirefoxSubject } from './firefox-subject.ts';
import type { Subject } from './subject.ts';

interface Fixtures {
  /** The extension without `unlimitedStorage`: only so does the browser let a test make the room small. */
  isLimited: boolean;
  lab: Lab;
  subject: Subject;
  firefox: FirefoxSubject;
}

/** A browser with a profile that outlives it. Titles with @quick belong to `npm test`, all to `npm run test:faults`. */
export const test = base.extend<Fixtures>({
  isLimited: [false, { option: true }],
  lab: async ({}, use) => {
    const lab = await startLab({ peer: { timing: shortTiming } });
    await use(lab);
    await lab.close();
  },
  subject: async ({ isLimited }, use) => {
    const subject = await chromiumSubject(isLimited);
    await use(subject);
    await subject.close();
  },
  firefox: async ({ isLimited }, use) => {
    const firefox = await firefoxSubject(isLimited);
    await use(firefox);
    await firefox.close();
  },
});

export { expect } from '@playwright/test';
