import type { Frame } from 'playwright';
import type { PanelDriver } from '../panel-page.ts';

type Role = Parameters<Frame['getByRole']>[0];

/** Drives the panel as Playwright does: real mouse, waiting until an element can be pressed. */
export function chromiumPanelDriver(panel: Frame): PanelDriver {
  const find = (role: string, name: string) => panel.getByRole(role as Role, { name }).first();
  return {
    // As text: the function's own source is what travels, as in Firefox.
    inPanel: (run, ...args) => panel.evaluate(`(${String(run)})(...${JSON.stringify(args)})`),
    press: (role, name) => find(role, name).click(),
    has: (role, name) => find(role, name).isVisible(),
  };
}
