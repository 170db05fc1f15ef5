import type { ComponentChildren } from 'preact';

interface SheetFormProps {
  /** What the button says that does it. */
  action: string;
  isReady?: boolean;
  onSubmit(): void;
  onClose(): void;
  children: ComponentChildren;
}

/** The fields of a sheet, and the two ways out of it. */
export function SheetForm({ action, isReady = true, onSubmit, onClose, children }: SheetFormProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
        onClose();
      }}
    >
      {children}
      <div class="actions">
        <button type="submit" class="button primary" disabled={!isReady}>
          {action}
        </button>
        <button type="button" class="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  );
}
