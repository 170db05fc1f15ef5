import { test as base } from '@playwright/test';
import { oneTraceFixtures, type OneTraceFixtures } from 'one-trace/playwright';

/** Every test of this project is recorded; what failed has its recording and a report attached. */
export const test = base.extend<OneTraceFixtures>(oneTraceFixtures);
export { expect } from '@playwright/test';
