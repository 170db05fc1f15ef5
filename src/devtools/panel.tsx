import { render } from 'preact';
import { createAskAccess } from './ask-access.ts';
import { extensionApi } from './extension-api.ts';
import { createLiveHost } from './live-host.ts';
import { connectBackground } from './live-link.ts';
import { readNetworkLog } from './network-log.ts';
import { importLocks } from './worker/import-locks.ts';
import { openReaderStore } from './worker/reader-store.ts';
import { retentionArea } from './retention-area.ts';
import { openServed, servedFile } from './served-file.ts';
import { createPanel } from './state/create-panel.ts';
import { clearStored } from './state/stored.ts';
import { createTheme } from './state/theme.ts';
import { App } from './ui/App.tsx';
import { startPairWorker, startWorker, type Keep } from './worker-channel.ts';

const api = extensionApi();
const tabId = api?.devtools?.inspectedWindow.tabId;
/** `one-trace open` lends its address to one recording; the next program on that port must find nothing of it. */
const served = api ? undefined : servedFile(location.href);

const link = api && tabId !== undefined ? connectBackground(api) : undefined;
const retention = api && retentionArea(api);
const keep: Keep = served ? 'memory' : 'store';

const panel = createPanel({
  worker: startWorker(keep),
  startPairWorker: () => startPairWorker(keep),
  store: served ? undefined : openReaderStore(),
  locks: importLocks(),
  theme: createTheme(api?.devtools?.panels.themeName),
  ...(served ? {} : { reader: () => startWorker('store') }),
  ...(api ? { isPrivate: api.extension?.inIncognitoContext === true } : {}),
  ...(retention ? { retention } : {}),
  live: api && link && tabId !== undefined ? { link, host: createLiveHost(api, tabId) } : undefined,
  askAccess: createAskAccess(api, link),
});

if (api && tabId !== undefined && panel.live) readNetworkLog(api, tabId, panel.live.site);

const root = document.getElementById('panel');
if (root) render(<App panel={panel} />, root);

if (served) {
  addEventListener('pagehide', clearStored);
  void openServed(served, panel);
}
