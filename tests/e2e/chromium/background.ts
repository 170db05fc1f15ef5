import { until } from '../until.ts';
import type { Chromium } from './launch.ts';

async function findTarget({ cdp, extensionId }: Chromium): Promise<string | undefined> {
  const { targetInfos } = await cdp.send('Target.getTargets');
  return targetInfos.find(({ type, url }) => type === 'service_worker' && new URL(url).host === extensionId)?.targetId;
}

/** Ends the extension's service worker as the browser would when idle: at once, without a word to it. False: it was not running. */
export async function killBackground(chromium: Chromium): Promise<boolean> {
  const targetId = await findTarget(chromium);
  if (targetId === undefined) return false;
  await chromium.cdp.send('Target.closeTarget', { targetId });
  // A new one may start at once: what must go is this one.
  await until('the background to end', async () => (await findTarget(chromium)) !== targetId);
  return true;
}
