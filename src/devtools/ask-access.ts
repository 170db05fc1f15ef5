import { collectorPermissions } from '../core/contract/collector-permissions.ts';
import type { extensionApi } from './extension-api.ts';
import type { LiveLink } from './state/live/live.ts';
import type { AskAccess } from './state/export/sending.ts';

type Api = NonNullable<ReturnType<typeof extensionApi>>;

const PATIENCE_MS = 10_000;

/** Chromium's panel and the viewer ask by themselves; in DevTools of Firefox the background does. Undefined outside an extension. */
export function createAskAccess(api: Api | undefined, link: LiveLink | undefined): AskAccess | undefined {
  const { runtime, permissions } = api ?? {};
  if (runtime && permissions)
    return async (origin) =>
      (await permissions.request(collectorPermissions(origin, runtime.getManifest()))) ? 'allowed' : 'refused';
  return link && ((origin) => askBackground(link, origin));
}

const askBackground = (link: LiveLink, origin: string): ReturnType<AskAccess> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      undo();
      reject(new Error('the background of ONE Trace did not answer'));
    }, PATIENCE_MS);
    const undo = link.listen((notice) => {
      if (notice.type !== 'collector' || notice.origin !== origin) return;
      clearTimeout(timer);
      undo();
      resolve(notice.allowed ? 'allowed' : 'asked');
    });
    link.post({ type: 'ask-collector', origin });
  });
