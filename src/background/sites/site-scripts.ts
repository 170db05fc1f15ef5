import browser from 'webextension-polyfill';
import { RELAY_WAKE } from '../../core/contract/capture.ts';
import { answers } from '../answers.ts';
import type { Consents } from './consent.ts';
import type { ScriptFilter } from '../filter/script-filter.ts';
import { createSerial } from '../serial.ts';
import { isSameScript, ownPath, wantedScripts, type DeclaredScript } from './wanted-scripts.ts';

/** Keeps the registered content scripts in step with permissions and consent. */
export interface SiteScripts {
  /** May be called at any time and any number of times. */
  sync(): Promise<void>;
  /** Also into pages that are open already: the hook comes late there, which is better than not at all. */
  inject(pattern: string): Promise<void>;
  /** Match patterns of the sites that the extension comes with. */
  declared(): string[];
}

const declared = (): DeclaredScript[] => browser.runtime.getManifest().content_scripts ?? [];

/** A second relay in a page would count as another page. */
const hasRelay = (tab: number): Promise<boolean> => answers(tab, { type: RELAY_WAKE });

const relayFirst = (a: DeclaredScript, b: DeclaredScript): number =>
  Number(a.world === 'MAIN') - Number(b.world === 'MAIN');

export function createSiteScripts(consents: Consents, filter: ScriptFilter, ports: boolean): SiteScripts {
  const inTurn = createSerial();

  async function sync(): Promise<void> {
    const { origins: permitted = [] } = await browser.permissions.getAll();
    const unfit = await consents.unfit.all();
    const workers = await consents.workers.origins();
    const filtered = (await filter.isAllowed()) ? workers : [];
    filter.use(filtered);
    const wanted = wantedScripts({
      declared: declared(),
      permitted,
      consented: await consents.decrypt.origins(),
      served: await consents.pageApi.origins(),
      inWorkers: workers.filter((origin) => !unfit.has(origin)),
      filtered,
      withErrors: await consents.errors.origins(),
      ports,
    });
    const present = await browser.scripting.getRegisteredContentScripts();
    const stale = present.filter((script) => !wanted.some((other) => isSameScript(script, other)));
    const missing = wanted.filter((script) => !present.some((other) => isSameScript(script, other)));
    if (stale.length > 0) await browser.scripting.unregisterContentScripts({ ids: stale.map(({ id }) => id) });
    if (missing.length > 0) await browser.scripting.registerContentScripts(missing);
  }

  async function inject(pattern: string): Promise<void> {
    for (const tab of await browser.tabs.query({ url: pattern })) {
      if (tab.id === undefined || tab.discarded === true || (await hasRelay(tab.id))) continue;
      // The relay first: the hook's port comes with a message, and a listener that is not there yet would miss it.
      for (const { js = [], world } of declared().toSorted(relayFirst)) {
        const files = js.map((file) => `/${ownPath(file)}`);
        const target = { tabId: tab.id, allFrames: true };
        // A tab that is closing, an error page, a frame of another site: each is a reason to pass it by.
        await browser.scripting
          .executeScript({ target, files, world: world === 'MAIN' ? 'MAIN' : 'ISOLATED', injectImmediately: true })
          .catch(() => undefined);
      }
    }
  }

  return {
    sync: () => inTurn(sync),
    inject: (pattern) => inTurn(() => inject(pattern)),
    declared: () => [...new Set(declared().flatMap(({ matches = [] }) => matches))],
  };
}
