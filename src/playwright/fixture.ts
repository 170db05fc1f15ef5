import type { BrowserContext, TestInfo } from '@playwright/test';
import type { OneTrace, OneTraceOptions } from './options.ts';
import { recordOneTraffic } from './record-context.ts';

export interface OneTraceFixtures {
  /** The recording of the test's own context. */
  oneTrace: OneTrace;
  oneTraceOptions: OneTraceOptions;
}

type Use<Value> = (value: Value) => Promise<void>;

/**
 * Fixtures for `test.extend(oneTraceFixtures)`: every test is recorded, and one that fails has its recording and a report among its
 * attachments. Written without a value import of Playwright, so that it works with the one that the tests use.
 */
export const oneTraceFixtures = {
  oneTraceOptions: [{}, { option: true }] as [OneTraceOptions, { option: true }],
  oneTrace: [
    async (
      { context, oneTraceOptions }: { context: BrowserContext; oneTraceOptions: OneTraceOptions },
      use: Use<OneTrace>,
      testInfo: TestInfo,
    ): Promise<void> => {
      const trace = await recordOneTraffic(context, oneTraceOptions);
      await use(trace);
      const { attach = 'on-failure' } = oneTraceOptions;
      const isWanted = attach === 'always' || (attach === 'on-failure' && testInfo.status !== testInfo.expectedStatus);
      if (isWanted) await attachTo(testInfo, trace);
    },
    { auto: true },
  ] as [
    (
      args: { context: BrowserContext; oneTraceOptions: OneTraceOptions },
      use: Use<OneTrace>,
      testInfo: TestInfo,
    ) => Promise<void>,
    { auto: true },
  ],
};

async function attachTo(testInfo: TestInfo, trace: OneTrace): Promise<void> {
  const body = Buffer.from(await trace.recording());
  await testInfo.attach('session.onetrace', { body, contentType: 'application/gzip' });
  await testInfo.attach('one-trace-report.md', { body: await trace.report(), contentType: 'text/markdown' });
}
