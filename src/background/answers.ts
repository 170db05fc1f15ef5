import browser from 'webextension-polyfill';
import { RELAY_WORKER, type RelayWorker } from '../core/contract/worker-channel.ts';

/** Says something to the scripts of ours in a tab. False where there is none in its document: then there is no receiving end. */
export const answers = (tab: number, message: object): Promise<boolean> =>
  browser.tabs.sendMessage(tab, message, { frameId: 0 }).then(
    () => true,
    (error: unknown) => !/receiving end/i.test(String(error)),
  );

/** Tells the relay of a frame that a worker will speak on this channel. False where nobody listens there. */
export const tellOfWorker = (tab: number, frameId: number, channel: string): Promise<boolean> =>
  browser.tabs.sendMessage(tab, { type: RELAY_WORKER, channel } satisfies RelayWorker, { frameId }).then(
    () => true,
    () => false,
  );
