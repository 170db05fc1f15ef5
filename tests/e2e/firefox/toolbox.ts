import { until } from '../until.ts';
import type { Firefox } from './launch.ts';
import type { Plain } from './realms.ts';

/** The ONE panel inside the real toolbox. */
export interface Toolbox {
  /** Runs in the panel's document. */
  inPanel<A extends Plain[], R>(run: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
}

/** Closes the toolbox, and the panel in it. */
export const closeToolbox = (firefox: Firefox): Promise<void> => firefox.inChrome(hideToolbox);

export async function openToolbox(firefox: Firefox): Promise<Toolbox> {
  await firefox.inChrome(showToolbox);
  await until('the ONE panel in the toolbox', () => firefox.inChrome(selectPanel));
  return {
    inPanel: async (run, ...args) => {
      const call = `(${String(run)})(...${JSON.stringify(args)})`;
      const answer = await firefox.inChrome(runInPanel, call);
      if (answer.error !== undefined) throw new Error(answer.error);
      return (answer.text === undefined ? undefined : JSON.parse(answer.text)) as never;
    },
  };
}

// Below: run in Firefox's own window. The little of its privileged interface that is used:
interface PanelBrowser {
  browsingContext?: { currentWindowGlobal?: { documentURI?: { spec?: string } } };
  messageManager: {
    addMessageListener(name: string, listener: (message: { data: PanelAnswer }) => void): void;
    removeMessageListener(name: string, listener: (message: { data: PanelAnswer }) => void): void;
    loadFrameScript(url: string, delayed: boolean): void;
  };
}
interface FirefoxToolbox {
  doc: Document;
  destroy(): Promise<unknown>;
  getAdditionalTools(): { id: string; label: string }[];
  selectTool(id: string): Promise<unknown>;
  getPanel(id: string): { panelWin?: Window } | undefined;
}
interface FirefoxWindow extends Window {
  gBrowser: { selectedTab: unknown };
  oneToolbox?: FirefoxToolbox;
  onePanel?: PanelBrowser;
}
interface PanelAnswer {
  text?: string;
  error?: string;
}
declare const Services: { wm: { getMostRecentWindow(type: string): FirefoxWindow } };
declare const ChromeUtils: { importESModule(url: string): { require(path: string): { gDevTools: DevToolsRegistry } } };
interface DevToolsRegistry {
  showToolboxForTab(tab: unknown, options: { toolId: string }): Promise<FirefoxToolbox>;
}

async function showToolbox(): Promise<void> {
  const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  const { gDevTools } = require('devtools/client/framework/devtools');
  window.oneToolbox = await gDevTools.showToolboxForTab(window.gBrowser.selectedTab, { toolId: 'webconsole' });
}

async function hideToolbox(): Promise<void> {
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  await window.oneToolbox?.destroy();
  delete window.oneToolbox;
  delete window.onePanel;
}

/** True once the panel's document is there. */
async function selectPanel(): Promise<boolean> {
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  const toolbox = window.oneToolbox;
  const tool = toolbox?.getAdditionalTools().find(({ label }) => label === 'ONE');
  if (!toolbox || !tool) return false;
  await toolbox.selectTool(tool.id);
  const frame = toolbox.doc.getElementById(`toolbox-panel-iframe-${tool.id}`) as HTMLIFrameElement | null;
  const document = toolbox.getPanel(tool.id)?.panelWin?.document ?? frame?.contentDocument;
  const browser = document?.querySelector('browser') as unknown as PanelBrowser | null;
  if (!browser?.browsingContext?.currentWindowGlobal?.documentURI?.spec?.includes('/panel.html')) return false;
  window.onePanel = browser;
  return true;
}

/** The panel lives in another process: a frame script carries the call there and its answer back. */
async function runInPanel(call: string): Promise<PanelAnswer> {
  const panel = Services.wm.getMostRecentWindow('navigator:browser').onePanel;
  if (!panel) throw new Error('the panel is not open');
  const name = `one-trace:${Math.random()}`;
  const script = `(async () => {
    const window = content, document = content.document;
    try { sendAsyncMessage(${JSON.stringify(name)}, { text: JSON.stringify(await ${call}) }); }
    catch (error) { sendAsyncMessage(${JSON.stringify(name)}, { error: String(error) + '\\n' + error?.stack }); }
  })()`;
  return new Promise((resolve) => {
    const listener = ({ data }: { data: PanelAnswer }) => {
      panel.messageManager.removeMessageListener(name, listener);
      resolve(data);
    };
    panel.messageManager.addMessageListener(name, listener);
    panel.messageManager.loadFrameScript(
      `data:application/javascript;charset=utf-8,${encodeURIComponent(script)}`,
      false,
    );
  });
}
