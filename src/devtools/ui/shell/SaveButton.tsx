import { useState } from 'preact/hooks';
import { RECENT_MS, saveRecent } from '../../state/recordings/recording-commands.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { Menu } from '../controls/Menu.tsx';
import { usePanel } from '../PanelContext.tsx';

const MINUTE = 60_000;
const STRETCHES: readonly [title: string, ms: number | undefined, hint?: string][] = [
  ['Save the last 5 minutes', RECENT_MS, 'Ctrl+S'],
  ['Save the last minute', MINUTE],
  ['Save the last 15 minutes', 15 * MINUTE],
  ['Save everything that is kept', undefined],
];

/** Saves the recent past of the tab, so that it no longer goes by itself. */
export function SaveButton() {
  const panel = usePanel();
  const [isOpen, setOpen] = useState(false);
  const items = STRETCHES.map(([title, ms, hint]) => ({
    title,
    ...(hint === undefined ? {} : { hint }),
    run: () => saveRecent(panel, ms),
  }));
  return (
    <span style={{ position: 'relative' }}>
      <IconButton
        icon="save"
        title="Save the recent past…"
        hasPopup="menu"
        expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      />
      {isOpen && (
        <Menu
          label="Save the recent past"
          items={items}
          style={{ left: 0, top: '24px', minWidth: '230px' }}
          onClose={() => setOpen(false)}
        />
      )}
    </span>
  );
}
