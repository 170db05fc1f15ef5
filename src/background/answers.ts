import browser from 'webextension-polyfill';

/** Says something to the scripts of ours in a tab. False where there is none in its document: then there is no receiving end. */
export const answers = (tab: number, message: object): Promise<boolean> =>
  browser.tabs.sendMessage(tab, message, { frameId: 0 }).then(
    () => true,
    (error: unknown) => !/receiving end/i.test(String(error)),
  );
