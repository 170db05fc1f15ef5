import type { PanelDriver } from '../panel-page.ts';
import { until } from '../until.ts';
import type { Toolbox } from './toolbox.ts';

/** Drives the panel by its roles and names; Firefox offers no mouse in the toolbox, so presses are events. */
export function firefoxPanelDriver({ inPanel }: Pick<Toolbox, 'inPanel'>): PanelDriver {
  return {
    inPanel,
    async press(role, name) {
      await until(`${role} “${name}”`, () => inPanel(findByRole, role, name, true));
    },
    has: (role, name) => inPanel(findByRole, role, name, false),
  };
}

/** Runs in the panel: whether an element of that role is visible whose name contains the words; presses it where asked to. */
function findByRole(role: string, name: string, shallPress: boolean): boolean {
  const implicit: Record<string, string> = {
    button: 'button',
    checkbox: 'input[type=checkbox]',
    radio: 'input[type=radio]',
    link: 'a[href]',
  };
  const selector = [`[role=${role}]`, implicit[role] && `${implicit[role]}:not([role])`].filter(Boolean).join(',');
  const nameOf = (element: Element) => {
    const labels = [...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent).join(' ');
    return (
      element.getAttribute('aria-label') ??
      (labels || element.textContent.trim() || element.getAttribute('title') || '')
    );
  };
  const found = [...document.querySelectorAll<HTMLElement>(selector)].find(
    (element) => element.checkVisibility() && nameOf(element).toLowerCase().includes(name.toLowerCase()),
  );
  if (!found || found.matches(':disabled, [aria-disabled=true]')) return false;
  if (!shallPress) return true;
  for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup'])
    found.dispatchEvent(new window.MouseEvent(type, { bubbles: true, composed: true, button: 0 }));
  found.focus();
  found.click();
  return true;
}
