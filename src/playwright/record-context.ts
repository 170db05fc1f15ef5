import type { BrowserContext, Frame } from '@playwright/test';
import { capture, discovery } from 'virtual:page-scripts';
import { exporterOf } from '../core/report/exporters/table.ts';
import { prepareExport, type Leaving } from '../core/report/prepare-export.ts';
import { writeExport } from '../core/report/write-export.ts';
import { createHeader } from '../core/trace/archive/header.ts';
import { createMemoryRecording } from '../core/trace/memory-recording.ts';
import type { OneTrace, OneTraceOptions } from './options.ts';

const BINDING = '__oneTraceTake';
/** Records leave the hook 20 ms after they were made (content/schedule.ts). */
const SETTLE_MS = 60;

/**
 * Records the ONE traffic of all pages of a context that are opened from now on: the extension's own hook runs in them, and hands what it
 * sees to the test. Works in every browser of Playwright. Sockets of workers are not seen.
 */
export async function recordOneTraffic(context: BrowserContext, options: OneTraceOptions = {}): Promise<OneTrace> {
  const recording = createMemoryRecording({ now: Date.now });
  await context.exposeBinding(BINDING, (_source, { realm, page }: { realm: string; page: string }) =>
    recording.take(realm, Buffer.from(page, 'base64')),
  );
  await context.addInitScript({ content: options.decrypt === false ? capture : `${capture}\n${discovery}` });

  const source = () => ({
    header: createHeader({ created: new Date().toISOString() }),
    records: async function* () {
      yield* recording.records();
    },
    keysOf: recording.keysOf,
  });

  async function written(format: 'onetrace' | 'markdown', choice: Leaving): Promise<Uint8Array> {
    await settle(context);
    const parts: Uint8Array[] = [];
    for await (const part of writeExport(exporterOf(format), source(), choice))
      parts.push(typeof part === 'string' ? Buffer.from(part) : part);
    return Buffer.concat(parts);
  }

  return {
    mark: recording.mark,
    async recording({ level = options.level ?? 'shapes', includeKeys = options.includeKeys ?? false } = {}) {
      return written('onetrace', { level, includeKeys: includeKeys && level === 'none' });
    },
    async report({ level = options.level ?? 'shapes' } = {}) {
      return Buffer.from(await written('markdown', { level, includeKeys: false })).toString();
    },
    async errors() {
      await settle(context);
      const { report } = await prepareExport(source(), { level: 'none', includeKeys: false });
      return report.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    },
  };
}

const framesOf = (context: BrowserContext): Frame[] => context.pages().flatMap((page) => page.frames());

/** Waits until what was sent and received before is here: hooks have handed it over, and an answer of each page comes after it. */
async function settle(context: BrowserContext): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  await Promise.all(framesOf(context).map((frame) => frame.evaluate(() => 0).catch(() => undefined)));
}
