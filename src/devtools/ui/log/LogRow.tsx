import type { LogLine } from '../../../core/report/log-words.ts';
import { clock, fullTime } from '../../state/format.ts';
import { Icon } from '../controls/Icon.tsx';

export interface LogRowProps {
  index: number;
  line: LogLine & { conn: string; t: number };
  isSelected: boolean;
  isActive: boolean;
  onSelect(): void;
  onConn(conn: string): void;
}

export function LogRow({ index, line, isSelected, isActive, onSelect, onConn }: LogRowProps) {
  const { source, level, text, conn, t } = line;
  return (
    <div
      class={`row${isActive ? ' active-row' : ''}`}
      role="row"
      id={`log-${index}`}
      data-index={index}
      aria-rowindex={index + 1}
      aria-selected={isSelected}
      onClick={onSelect}
    >
      <span role="gridcell" class={level}>
        {level !== 'plain' && <Icon name={level === 'error' ? 'cross' : 'triangle'} label={level} />}
      </span>
      <span role="gridcell" class="second" title={fullTime(t)}>
        {clock(t)}
      </span>
      <span role="gridcell" class="second source">
        {source}
      </span>
      <span role="gridcell" class="conn">
        {conn !== '' && (
          <button
            type="button"
            class="link"
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation();
              onConn(conn);
            }}
          >
            {conn}
          </button>
        )}
      </span>
      <span role="gridcell" class={source === 'messages' ? 'second' : undefined} title={text}>
        {text}
      </span>
    </div>
  );
}
