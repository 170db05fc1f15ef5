import type { RecordingRow, RecordingSummary } from '../../../core/store/store.ts';
import { bytes, count, fullTime } from '../../state/format.ts';
import {
  findingsOf,
  isKept,
  kindOf,
  labelOf,
  lengthOf,
  startedOf,
  titleOf,
} from '../../state/recordings/recording-words.ts';
import { Icon } from '../controls/Icon.tsx';
import { usePanel } from '../PanelContext.tsx';

export interface RecordingOptionProps {
  row: RecordingRow;
  summary: RecordingSummary | undefined;
  isSelected: boolean;
  onSelect(): void;
  onOpen(): void;
}

export function RecordingOption({ row, summary, isSelected, onSelect, onOpen }: RecordingOptionProps) {
  const { live, session } = usePanel();
  const kind = kindOf(row, live?.recording.value?.id === row.id);
  const isOpen = session.opened.value?.recording === row.id;
  const errors = summary?.errors ?? 0;
  const warnings = summary?.warnings ?? 0;
  return (
    <div
      id={`recording-${row.id}`}
      class="row"
      role="option"
      aria-selected={isSelected}
      title={row.note}
      onClick={onSelect}
      onDblClick={onOpen}
    >
      <span class="hidden-text">{`${labelOf(row, summary, kind)}${isKept(row) ? ', kept' : ''}${isOpen ? ', open' : ''}`}</span>
      <span aria-hidden="true" class="accent">
        {isKept(row) && <Icon name="flag" small />}
      </span>
      <span aria-hidden="true" class="inline">
        <span class="cut">{titleOf(row)}</span>
        {isOpen && <span class="badge good">open</span>}
      </span>
      <span aria-hidden="true" class="second column-started" title={fullTime(row.created)}>
        {startedOf(row)}
      </span>
      <span aria-hidden="true" class="right second column-length">
        {lengthOf(row) ?? '–'}
      </span>
      <span aria-hidden="true" class="second column-kind">
        {kind}
      </span>
      <span aria-hidden="true" class="right column-conn">
        {summary ? count(summary.connections) : '–'}
      </span>
      <span aria-hidden="true" class="right column-messages">
        {count(row.frames)}
      </span>
      <span aria-hidden="true" class="right inline column-findings" title={findingsOf(summary) ?? 'not read yet'}>
        {errors > 0 && (
          <span class="error inline">
            <Icon name="cross" small /> {count(errors)}
          </span>
        )}
        {warnings > 0 && (
          <span class="warning inline">
            <Icon name="triangle" small /> {count(warnings)}
          </span>
        )}
        {errors + warnings === 0 && <span class="third">{summary ? 'none' : '–'}</span>}
      </span>
      <span aria-hidden="true" class="right column-size">
        {bytes(row.bytes)}
      </span>
    </div>
  );
}
