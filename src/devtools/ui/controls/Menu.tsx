import type { CSSProperties, TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export interface MenuItem {
  title: string;
  hint?: string;
  run(): void;
}

/** A short list of things to do. Arrow keys move, Escape and a press elsewhere close it. */
export function Menu({
  label,
  items,
  style,
  onClose,
}: {
  label: string;
  items: MenuItem[];
  style: CSSProperties;
  onClose(): void;
}) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    element.current?.querySelector('button')?.focus();
    const onDown = ({ target }: MouseEvent): void => {
      if (!(target instanceof Node) || !element.current?.parentElement?.contains(target)) onClose();
    };
    addEventListener('mousedown', onDown);
    return () => removeEventListener('mousedown', onDown);
  }, []);

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    event.stopPropagation();
    if (event.key === 'Escape') return onClose();
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const step = event.key === 'ArrowDown' ? 1 : buttons.length - 1;
    buttons[(at + step) % buttons.length]?.focus();
  }

  return (
    <div ref={element} class="popup menu" role="menu" aria-label={label} style={style} onKeyDown={onKeyDown}>
      {items.map(({ title, hint, run }) => (
        <button
          key={title}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            onClose();
            run();
          }}
        >
          {title}
          {hint !== undefined && <span class="third">{hint}</span>}
        </button>
      ))}
    </div>
  );
}
