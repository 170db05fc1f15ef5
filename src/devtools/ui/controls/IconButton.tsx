import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';

export interface IconButtonProps {
  icon: IconName;
  /** Tooltip and name. */
  title: string;
  onClick(): void;
  class?: string;
  pressed?: boolean;
  disabled?: boolean;
  small?: boolean;
  hasPopup?: 'menu' | 'listbox' | 'dialog';
  expanded?: boolean;
  tabIndex?: number;
  children?: ComponentChildren;
}

export function IconButton({
  icon,
  title,
  onClick,
  pressed,
  disabled,
  small,
  hasPopup,
  expanded,
  tabIndex,
  children,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      class={`icon-button ${rest.class ?? ''}`}
      title={title}
      aria-label={title}
      aria-pressed={pressed}
      aria-haspopup={hasPopup}
      aria-expanded={expanded}
      disabled={disabled}
      tabIndex={tabIndex}
      onClick={onClick}
    >
      <Icon name={icon} small={small === true} />
      {children}
    </button>
  );
}
