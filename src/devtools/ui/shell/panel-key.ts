import { clearList, RECENT_MS, saveRecent, toggleRecording } from '../../state/recordings/recording-commands.ts';
import type { Panel } from '../../state/panel.ts';
import { TABS } from '../../state/tabs.ts';

const REGIONS = ['toolbar', 'tabs', 'list', 'view', 'detail'];

const region = (name: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-region=${name}]`);

function focusRegion(name: string): boolean {
  const element = region(name);
  const target =
    element?.tabIndex === -1 || element?.tabIndex === undefined
      ? element?.querySelector<HTMLElement>('button, input, [tabindex="0"]')
      : element;
  (target ?? element)?.focus();
  return element !== null;
}

function nextRegion(step: 1 | -1): void {
  const current = document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset['region'] ?? '';
  const from = REGIONS.indexOf(current);
  for (let i = 1; i <= REGIONS.length; i += 1) {
    const name = REGIONS[(((from + step * i) % REGIONS.length) + REGIONS.length) % REGIONS.length];
    if (name !== undefined && focusRegion(name)) return;
  }
}

/** Keys that act wherever the focus is (UI §6); lists and trees have taken theirs before. */
export function panelKey(event: KeyboardEvent, panel: Panel): void {
  const { tab, go, dialog, layout, selection } = panel;
  const isTyping =
    event.target instanceof HTMLElement &&
    event.target.closest('input:not([type=checkbox]), textarea, select') !== null;
  const isCommand = event.ctrlKey || event.metaKey;
  const step = (by: number): void => {
    const at = TABS.findIndex(({ id }) => id === tab.peek());
    go(TABS[(at + by + TABS.length) % TABS.length]?.id ?? 'messages');
  };
  const close = (): void => {
    if (layout.isDetailOpen.peek() && selection.row.peek() !== undefined) layout.isDetailOpen.value = false;
    focusRegion('view');
  };
  const commands: Record<string, () => void> = {
    f: () => region('filter')?.focus(),
    e: () => toggleRecording(panel),
    l: () => clearList(panel),
    s: () => saveRecent(panel, RECENT_MS),
  };
  const letters: Record<string, () => void> = {
    '/': () => region('filter')?.focus(),
    '[': () => step(-1),
    ']': () => step(1),
    '?': () => (dialog.value = { kind: 'help' }),
    e: () => panel.session.opened.peek() && (dialog.value = { kind: 'export' }),
    s: () => focusRegion('list'),
    c: () => document.querySelector<HTMLElement>('[data-copy] button')?.click(),
    t: () => panel.nextTimeMode(),
    m: () => panel.session.opened.peek() && (dialog.value = { kind: 'mark' }),
    Escape: close,
  };
  TABS.forEach(({ id }, at) => (letters[String(at + 1)] = () => go(id)));
  const action =
    event.key === 'F6'
      ? () => nextRegion(event.shiftKey ? -1 : 1)
      : isCommand
        ? commands[event.key.toLowerCase()]
        : isTyping || event.altKey
          ? undefined
          : letters[event.key];
  if (action === undefined) return;
  event.preventDefault();
  action();
}
