import browser from 'webextension-polyfill';

/** Where the build puts it (scripts/build/prelude.ts), in Firefox. */
const PRELUDE = 'src/content/prelude.txt';

/** The script that stands in front of a worker's own, read once. */
export function preludeSource(): () => Promise<string> {
  let known: Promise<string> | undefined;
  return () => (known ??= fetch(browser.runtime.getURL(PRELUDE)).then((response) => response.text()));
}
