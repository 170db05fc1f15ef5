import type { Browser } from 'webextension-polyfill';

type Api = Pick<Browser, 'runtime'> & Partial<Pick<Browser, 'devtools' | 'permissions' | 'storage' | 'extension'>>;

/**
 * The extension's API where this page belongs to one. The same page is a plain viewer elsewhere, so the polyfill, which
 * throws there, is no choice; what the panel uses answers with promises in both browsers.
 */
export function extensionApi(): Api | undefined {
  const { browser, chrome } = globalThis as { browser?: Api; chrome?: Api };
  return [browser, chrome].find((api) => api?.runtime?.id !== undefined);
}
