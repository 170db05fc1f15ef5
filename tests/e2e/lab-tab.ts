import type { Page } from 'playwright';
import type { LabPage } from '../lab/page/page.ts';
import type { Plain, Realms } from './firefox/realms.ts';

type Method = { [K in keyof LabPage]: LabPage[K] extends (...args: never[]) => unknown ? K : never }[keyof LabPage];
type Arguments<M extends Method> = Parameters<LabPage[M]>;

/** Asks `window.lab` of a lab page something, whatever the browser. */
export type LabTab = <M extends Method>(method: M, ...args: Arguments<M>) => Promise<Awaited<ReturnType<LabPage[M]>>>;

function callLab(method: string, args: unknown[]): unknown {
  const lab = (globalThis as unknown as { lab: Record<string, (...args: unknown[]) => unknown> }).lab;
  const found = lab[method];
  if (!found) throw new Error(`window.lab has no ${method}`);
  return found.apply(lab, args);
}

export function chromiumLabTab(page: Page): LabTab {
  const source = String(callLab);
  // As an expression: the function's own source is what travels, and Playwright waits for its promise.
  return (method, ...args) => page.evaluate(`(${source})(${JSON.stringify(method)}, ${JSON.stringify(args)})`);
}

export function firefoxLabTab(tab: Pick<Realms, 'inPage'>): LabTab {
  return ((method: string, ...args: Plain[]) => tab.inPage(callLab, method, args)) as LabTab;
}
