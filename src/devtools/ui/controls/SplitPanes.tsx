import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { usePanel } from '../PanelContext.tsx';
import { Splitter } from './Splitter.tsx';

export interface SplitPanesProps {
  class: string;
  first: ComponentChildren;
  second: ComponentChildren | undefined;
}

/** A list and its detail: beside each other where the panel is low, else one above the other. */
export function SplitPanes({ class: name, first, second }: SplitPanesProps) {
  const { layout } = usePanel();
  const element = useRef<HTMLDivElement>(null);
  const dock = layout.dock.value;
  const { detail } = layout.sizes.value;
  const isBeside = dock === 'bottom';
  const track = dock === 'right' ? `${(detail * 100).toFixed(2)}%` : `${detail}px`;
  const style =
    second === undefined
      ? {}
      : isBeside
        ? { gridTemplateColumns: `minmax(0, 1fr) ${track}` }
        : { gridTemplateRows: `minmax(0, 1fr) ${track}` };
  const room = element.current === null ? 600 : isBeside ? element.current.clientWidth : element.current.clientHeight;
  const limits =
    dock === 'right'
      ? { min: 0.15, max: 0.8, unit: 1 / Math.max(1, room) }
      : { min: 160, max: Math.max(200, room - 180), unit: 1 };
  return (
    <div class={name} ref={element} style={style}>
      {first}
      {second !== undefined && (
        <div
          style={{
            position: 'relative',
            minWidth: 0,
            minHeight: 0,
            display: 'grid',
            gridTemplate: 'minmax(0, 1fr) / minmax(0, 1fr)',
          }}
        >
          {second}
          <Splitter
            label="Size of the detail"
            line={isBeside ? 'vertical' : 'horizontal'}
            value={detail}
            {...limits}
            sign={-1}
            style={isBeside ? { left: '-3px' } : { top: '-3px' }}
            onChange={(next) => layout.resize({ detail: next })}
          />
        </div>
      )}
    </div>
  );
}
