import { isOfPayloads } from '../../../src/core/trace/lost-payload.ts';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import type { Page } from 'playwright';
import { chromium } from 'playwright';
import { startSocketServer } from '../content/socket-server.ts';
import { readStore, type StoreDump } from '../faults/read-store.ts';
import { lostIn, recordingsOf, wireOfRecords } from '../faults/recordings.ts';
import { playSession } from '../session.ts';
import { expect, test } from '../test.ts';
import { wireOfTruth } from '../trace-file.ts';
import type { Truth } from '../../lab/truth/truth.ts';
import type { ChromiumEngine } from './engine.ts';
import { ATTACKS, type Attack } from './hostile-attacks.ts';

/** The page's own account, read past everything that the page has replaced. */
async function attacked(page: Page, origin: string, url: string, attack: Attack): Promise<string> {
  const script = `globalThis.outcome = { text: '', isDone: false }; (${String(attack)})(${JSON.stringify(url)});`;
  const cdp = await page.context().newCDPSession(page);
  const read = async (expression: string) =>
    (await cdp.send('Runtime.evaluate', { expression })).result.value as unknown;
  await page.goto(`${origin}/?html=${encodeURIComponent(`<meta charset=utf-8><script>${script}</script>`)}`, {
    waitUntil: 'commit',
  });
  await expect.poll(() => read("typeof outcome === 'object' && outcome.isDone")).toBe(true);
  const text = String(await read('outcome.text'));
  await cdp.detach();
  return text;
}

const onDisk = async (engine: ChromiumEngine) => {
  const { context, extensionId } = engine.chromium;
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/manifest.json`);
  const dump = await page.evaluate<StoreDump>(`(${String(readStore)})()`);
  await page.close();
  return recordingsOf(dump);
};

const isPayloadLoss = (record: TraceRecord): boolean => record.kind === 'lost' && isOfPayloads(record.why);

for (const [what, attack] of Object.entries(ATTACKS))
  test(`a page ${what}: it sees what it always sees, another site's trace is whole, and the panel shows text`, async ({
    engine,
    lab,
  }) => {
    const { page } = engine as ChromiumEngine;
    const server = await startSocketServer();
    const bare = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium' });
    try {
      // Another site than that of the lab, whose name is 127.0.0.1.
      const origin = server.http.replace('127.0.0.1', 'localhost');
      const wanted = await attacked(await bare.newPage(), origin, server.ws, attack);
      const sentBare = server.received.length;
      const other = await engine.openTab(lab.pageUrl);
      await playSession(lab, other.ask);
      await engine.goto(origin);
      const panel = await engine.openPanel();
      expect(await attacked(page, origin, server.ws, attack)).toBe(wanted);
      await expect.poll(panel.badge).toBe('capturing ONE.models detected');
      // What arrived at the server, as the recording has it or counts it.
      const sent = server.received.length - sentBare;
      const ofPage = async () => (await onDisk(engine as ChromiumEngine)).find(({ row }) => row.origin === origin);
      const told = async () => {
        const { records = [] } = (await ofPage()) ?? {};
        const out = wireOfRecords(records)
          .flat()
          .filter(({ dir }) => dir === 'out');
        // A frame whose payload was too large is there without it or with its beginning, and that is counted besides.
        return out.length + lostIn(records.filter((record) => !isPayloadLoss(record)));
      };
      await expect.poll(told).toBe(sent);
      for (const view of ['Connections', 'Sequence', 'Log', 'Findings', 'Messages']) {
        await panel.showView(view);
        expect((await panel.viewShown()).length).toBeGreaterThan(0);
      }
      expect(await panel.inPanel(() => document.querySelectorAll('img, script:not([src]), [onerror]').length)).toBe(0);

      await other.ask('chat', 'still there');
      await other.ask('close');
      const truth = wireOfTruth(JSON.parse(await other.ask('truthJson')) as Truth);
      const frames = truth.flat().length;
      const ofLab = async () =>
        (await onDisk(engine as ChromiumEngine)).find(({ row }) => lab.pageUrl.startsWith(row.origin));
      await expect.poll(async () => (await ofLab())?.row.frames).toBe(frames);
      expect(wireOfRecords((await ofLab())?.records ?? [])).toEqual(truth);
      const all = await onDisk(engine as ChromiumEngine);
      expect(
        JSON.stringify(
          all.map(({ records }) => records.flatMap((record) => (record.kind === 'open' ? [record.url] : []))),
        ),
      ).not.toContain('forged.example');
    } finally {
      await bare.close();
      await server.close();
    }
  });
