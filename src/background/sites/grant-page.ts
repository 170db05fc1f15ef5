import browser from 'webextension-polyfill';

/** Opens the page that asks for what only a press can give; `hash` as src/grant/target.ts reads it. */
export async function openGrantPage(hash: string): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(`src/grant/grant.html#${hash}`) });
}
