import { useEffect, useRef, useState } from 'preact/hooks';
import { count } from '../../state/format.ts';
import { outcomeOf } from '../../state/outcome.ts';
import { Icon } from '../controls/Icon.tsx';
import { usePanel } from '../PanelContext.tsx';
import { ScopeList } from './ScopeList.tsx';

/** The scope in one line, where there is no room for the list. */
export function ScopeButton() {
  const { scope, shown } = usePanel();
  const [isOpen, setOpen] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const onDown = ({ target }: MouseEvent): void => {
      if (!(target instanceof Node) || !element.current?.contains(target)) setOpen(false);
    };
    addEventListener('mousedown', onDown);
    return () => removeEventListener('mousedown', onDown);
  }, []);
  void shown.version.value;
  const connection = scope.connection.value;
  const peer = connection && [connection.remote?.email, outcomeOf(connection).word].filter(Boolean).join(' · ');
  return (
    <div
      ref={element}
      style={{ position: 'relative' }}
      onKeyDown={({ key }) => (key === 'Escape' || key === 'Enter') && isOpen && setOpen(false)}
    >
      <button
        type="button"
        class="scope-button"
        aria-haspopup="grid"
        aria-expanded={isOpen}
        data-region="list"
        onClick={() => setOpen(!isOpen)}
      >
        <span class="third">Scope</span>
        <b>{scope.title.value}</b>
        {connection && <span class="chip second">{connection.role}</span>}
        <span class="second cut grow">{peer}</span>
        <span class="second">{count(shown.view.value.frames)}</span>
        <Icon name="down" />
      </button>
      {isOpen && (
        <div
          class="popup"
          style={{ left: '4px', right: '4px', top: '26px', maxHeight: '60vh', overflow: 'auto', padding: 0 }}
          onClick={({ target }) =>
            target instanceof Element && target.closest('.row:not(.load, .group, .head)') && setOpen(false)
          }
        >
          <ScopeList />
        </div>
      )}
    </div>
  );
}
