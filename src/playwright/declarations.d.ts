import type { BrowserContext, Fixtures, PlaywrightTestArgs, PlaywrightTestOptions } from '@playwright/test';
import type { OneTrace, OneTraceOptions } from './options.js';

export type { OneTrace, OneTraceOptions };

/** Records the ONE traffic of all pages of a context that are opened from now on. Sockets of workers are not seen. */
export declare function recordOneTraffic(context: BrowserContext, options?: OneTraceOptions): Promise<OneTrace>;

export interface OneTraceFixtures {
  /** The recording of the test's own context. */
  oneTrace: OneTrace;
  /** Of the project or file: `test.use({ oneTraceOptions: { attach: 'always' } })`. */
  oneTraceOptions: OneTraceOptions;
}

/**
 * For `test.extend<OneTraceFixtures>(oneTraceFixtures)`: every test is recorded, and one that fails has its recording and a report among its
 * attachments.
 */
export declare const oneTraceFixtures: Fixtures<OneTraceFixtures, object, PlaywrightTestArgs & PlaywrightTestOptions>;
