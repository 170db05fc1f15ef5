import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A modal sheet. Escape and a click beside it close it. */
export interface DialogProps {
  title: string;
  isWide?: boolean;
  onClose(): void;
  children: ComponentChildren;
}

export function Dialog({ title, isWide, onClose, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    element.current?.showModal();
  }, []);
  return (
    <dialog
      ref={element}
      class={isWide ? 'sheet wide' : 'sheet'}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => event.target === element.current && onClose()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 tabIndex={-1} autofocus>
        {title}
      </h2>
      {children}
    </dialog>
  );
}
