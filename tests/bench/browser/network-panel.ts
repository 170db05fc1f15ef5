import { exporterOf } from '../../../src/core/report/exporters/table.ts';
import { prepareExport } from '../../../src/core/report/prepare-export.ts';
import { createHeader } from '../../../src/core/trace/archive/header.ts';
import { openDevTools } from '../../e2e/chromium/devtools.ts';
import type { Chromium } from '../../e2e/chromium/launch.ts';
import { sessionRecords, type Traffic } from '../traffic.ts';

export interface NetworkFigures {
  /** Milliseconds until the first message is drawn. */
  first: number;
  /** Milliseconds until a filter is applied. */
  filter: number;
}

/** What Chromium's own Network › Messages does with the same traffic, opened from a HAR file. */
export async function networkPanelOver(chromium: Chromium, traffic: Traffic): Promise<NetworkFigures> {
  const page = await chromium.context.newPage();
  const devtools = await openDevTools(chromium, page);
  try {
    return await devtools.window.evaluate<NetworkFigures>(script(await harOf(traffic)));
  } finally {
    await devtools.close();
    await page.close();
  }
}

async function harOf(traffic: Traffic): Promise<string> {
  async function* records() {
    yield* sessionRecords(traffic);
  }
  const header = createHeader({ created: '2026-11-23T00:00:00.000Z' });
  const source = { header, records, keysOf: () => [] };
  const input = await prepareExport(source, { level: 'none', includeKeys: false });
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of exporterOf('har').write(input))
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk);
  return text;
}

/** Over DevTools' own modules. As text: their `import` is not for a bundler's eyes. The filter is a word that no message holds. */
const script = (har: string): string => `(async () => {
  const network = await import('devtools://devtools/bundled/panels/network/network.js');
  const logs = await import('devtools://devtools/bundled/models/logs/logs.js');
  const ui = await import('devtools://devtools/bundled/ui/legacy/legacy.js');
  await ui.ViewManager.ViewManager.instance().showView('network');
  const panel = network.NetworkPanel.NetworkPanel.instance();
  const all = (selector, root = document) => [
    ...root.querySelectorAll(selector),
    ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? all(selector, shadowRoot) : [])),
  ];
  const until = async (look) => {
    const end = performance.now() + 60_000;
    for (;;) {
      const found = look();
      if (found) return found;
      if (performance.now() > end) throw new Error('the Network panel does not show ' + look);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  };
  const cells = () => all('td.data-column').length;
  const start = performance.now();
  await panel.networkLogView.onLoadFromFile(new File([${JSON.stringify(har)}], 'bench.har'));
  const request = logs.NetworkLog.NetworkLog.instance().requests().at(-1);
  await panel.selectAndActivateRequest(request);
  const tab = await until(() => all('[role=tab]').find(({ textContent }) => textContent === 'Messages'));
  tab.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, button: 0 }));
  await until(() => cells() > 0);
  const first = performance.now() - start;
  const input = all('[role=textbox][aria-label^="Filter using regex"]').at(-1);
  input.focus();
  const typed = performance.now();
  document.execCommand('insertText', false, 'nowhere');
  await until(() => cells() === 0);
  return { first, filter: performance.now() - typed };
})()`;
