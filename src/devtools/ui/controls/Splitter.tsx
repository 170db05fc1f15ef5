import type { CSSProperties, TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';

export interface SplitterProps {
  label: string;
  /** The line that is dragged stands upright or lies. */
  line: 'vertical' | 'horizontal';
  value: number;
  min: number;
  max: number;
  /** Pixels of the drag and sense: +1 where dragging right or down makes the value larger. */
  sign: 1 | -1;
  /** What a pixel is worth. */
  unit?: number;
  style: CSSProperties;
  onChange(value: number): void;
}

/** Drags, or moves with the arrow keys, the border between two panes. */
export function Splitter({ label, line, value, min, max, sign, unit = 1, style, onChange }: SplitterProps) {
  const clamp = (next: number): number => Math.min(max, Math.max(min, next));

  function onPointerDown(event: TargetedPointerEvent<HTMLDivElement>): void {
    const handle = event.currentTarget;
    const from = line === 'vertical' ? event.clientX : event.clientY;
    handle.setPointerCapture(event.pointerId);
    const onMove = (move: PointerEvent): void => {
      const to = line === 'vertical' ? move.clientX : move.clientY;
      onChange(clamp(value + (to - from) * sign * unit));
    };
    const onUp = (): void => {
      handle.removeEventListener('pointermove', onMove);
      handle.removeEventListener('pointerup', onUp);
      handle.removeEventListener('pointercancel', onUp);
    };
    handle.addEventListener('pointermove', onMove);
    handle.addEventListener('pointerup', onUp);
    handle.addEventListener('pointercancel', onUp);
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    const forward = line === 'vertical' ? 'ArrowRight' : 'ArrowDown';
    const backward = line === 'vertical' ? 'ArrowLeft' : 'ArrowUp';
    if (event.key !== forward && event.key !== backward) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(clamp(value + (event.key === forward ? 16 : -16) * sign * unit));
  }

  return (
    <div
      class={`split-handle ${line}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={line}
      aria-valuenow={Math.round(value / unit)}
      aria-valuemin={Math.round(min / unit)}
      aria-valuemax={Math.round(max / unit)}
      style={style}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
