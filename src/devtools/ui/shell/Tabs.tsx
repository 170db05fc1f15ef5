import { useState } from 'preact/hooks';
import type { TargetedKeyboardEvent } from 'preact';
import { TABS, visibleTabs, type TabId } from '../../state/tabs.ts';
import { Icon } from '../controls/Icon.tsx';
import { Menu } from '../controls/Menu.tsx';
import { usePanel } from '../PanelContext.tsx';

export function Tabs() {
  const { tab, go, layout } = usePanel();
  const [isOpen, setOpen] = useState(false);
  const current = tab.value;
  const visible = visibleTabs(current, layout.dock.value === 'right');
  const rest = TABS.filter(({ id }) => !visible.includes(id));

  /** Arrow keys move the focus, Enter and Space switch. */
  function onKeyDown(event: TargetedKeyboardEvent<HTMLElement>): void {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    event.preventDefault();
    buttons[(at + (event.key === 'ArrowRight' ? 1 : buttons.length - 1)) % buttons.length]?.focus();
  }

  return (
    <div class="tabs" style={{ position: 'relative' }}>
      <div
        role="tablist"
        aria-label="Views"
        style={{ display: 'flex', minWidth: 0 }}
        onKeyDown={onKeyDown}
        data-region="tabs"
      >
        {TABS.filter(({ id }) => visible.includes(id)).map(({ id, title }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-selected={id === current}
            aria-controls={id === current ? 'view' : undefined}
            tabIndex={id === current ? 0 : -1}
            onClick={() => go(id)}
          >
            {title}
            {id === 'findings' && <FindingCounts />}
          </button>
        ))}
      </div>
      {rest.length > 0 && (
        <>
          <button type="button" aria-haspopup="menu" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            » <span class="third">{rest.length}</span>
            <span class="hidden-text">more views</span>
          </button>
          {isOpen && (
            <Menu
              label="More views"
              style={{ right: '4px', top: '27px' }}
              items={rest.map(({ id, title }: { id: TabId; title: string }) => ({ title, run: () => go(id) }))}
              onClose={() => setOpen(false)}
            />
          )}
        </>
      )}
    </div>
  );
}

function FindingCounts() {
  const { findings } = usePanel().session.report.value;
  const of = (severity: string): number => findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [of('error'), of('warning')];
  return (
    <>
      {errors > 0 && (
        <span class="tab-count error">
          <Icon name="cross" small label="errors" />
          {errors}
        </span>
      )}
      {warnings > 0 && (
        <span class="tab-count warning">
          <Icon name="triangle" small label="warnings" />
          {warnings}
        </span>
      )}
    </>
  );
}
