import type { extensionApi } from './extension-api.ts';
import type { LiveHost } from './state/live/live.ts';

type Api = NonNullable<ReturnType<typeof extensionApi>>;

/** What the panel does to the inspected tab by itself. */
export function createLiveHost({ devtools, permissions }: Api, tabId: number): LiveHost {
  return {
    tabId,
    onNavigated: (handler) => devtools?.network.onNavigated.addListener(handler),
    reload: () => void devtools?.inspectedWindow.reload(),
    requestAccess: permissions && ((origin) => permissions.request({ origins: [`${origin}/*`] })),
    async url() {
      // Chromium answers through a callback only, Firefox with a promise that holds [value, error].
      const evaluate = devtools?.inspectedWindow.eval as
        ((code: string, done: (value: unknown) => void) => Promise<unknown> | undefined) | undefined;
      const value = await new Promise<unknown>((resolve) => {
        const answer = evaluate?.('location.href', resolve);
        if (answer instanceof Promise)
          void answer.then(
            (pair) => resolve(Array.isArray(pair) ? pair[0] : pair),
            () => resolve(undefined),
          );
        setTimeout(() => resolve(undefined), 2000);
      });
      return typeof value === 'string' ? value : undefined;
    },
  };
}
