import { useEffect, useRef, useState } from 'preact/hooks';
import { oneWords, pageState } from '../../state/live/page-state.ts';
import type { Live } from '../../state/live/live.ts';

/** How the page stands, always in sight. Pressed, it says why, and offers the one thing to do about it. */
export function PageBadge({ live }: { live: Live }) {
  const [isOpen, setOpen] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const site = live.site.value;
  const state = pageState(site);
  const one = oneWords(site?.evidence ?? []);
  useEffect(() => {
    if (!isOpen) return undefined;
    element.current?.querySelector<HTMLElement>('[role=dialog]')?.focus();
    const onDown = ({ target }: MouseEvent): void => {
      if (!(target instanceof Node) || !element.current?.contains(target)) setOpen(false);
    };
    addEventListener('mousedown', onDown);
    return () => removeEventListener('mousedown', onDown);
  }, [isOpen]);

  function close(): void {
    setOpen(false);
    button.current?.focus();
  }

  return (
    <div ref={element} class="page-state">
      <button
        ref={button}
        type="button"
        class={`page-badge ${state.tone}`}
        title={[state.title, ...(one ? [`${one.badge}: ${one.because[0]}`] : [])].join('\n')}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <span class="hidden-text">This page: </span>
        {state.word} {one && <b>{one.badge}</b>}
      </button>
      {isOpen && (
        <div
          class="popup page-card"
          role="dialog"
          aria-label="This page"
          tabIndex={-1}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Escape') close();
          }}
        >
          <h2>{state.title}</h2>
          {state.reason !== '' && <p>{state.reason}</p>}
          {state.action && (
            <div class="actions">
              <button
                type="button"
                class="button primary"
                onClick={() => {
                  state.action?.run(live);
                  close();
                }}
              >
                {state.action.title}
              </button>
            </div>
          )}
          <h2>{one ? one.badge : 'No sign of ONE yet'}</h2>
          {one ? (
            <ul>
              {one.because.map((because) => (
                <li key={because}>{because}</li>
              ))}
            </ul>
          ) : (
            <p>Neither a connection of this page nor the names in its storage point to ONE.</p>
          )}
          {site?.isPrivate === true && (
            <p>This is a private window: what is recorded is kept in memory and goes with the last private window.</p>
          )}
        </div>
      )}
    </div>
  );
}
