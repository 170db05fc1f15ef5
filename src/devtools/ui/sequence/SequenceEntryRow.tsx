import { sideOfConn } from '../../../core/merge/merged.ts';
import { duration, plural } from '../../state/format.ts';
import { sequenceCells } from '../../state/sequence/sequence-cells.ts';
import type { SequenceEntry } from '../../state/sequence/sequence-rows.ts';
import { stageOf } from '../../state/sequence/sequence-source.ts';
import { stripOf } from '../../state/sequence/sequence-strips.ts';
import { usePanel } from '../PanelContext.tsx';
import { SequenceRow } from './SequenceRow.tsx';

export interface SequenceEntryRowProps {
  entry: SequenceEntry | undefined;
  index: number;
  isSelected: boolean;
  isActive: boolean;
}

export function SequenceEntryRow({ entry, index, isSelected, isActive }: SequenceEntryRowProps) {
  const panel = usePanel();
  const { session, sequence, selection, scope, time } = panel;
  const rows = session.rows.value;
  if (entry === undefined) return null;
  const { columns } = rows;
  const t = (row: number): number => columns.get('t', row);
  const conn = columns.tables.conns[columns.get('conn', entry.row)] ?? '';
  const connection = sequence.connections.value.get(conn);
  const merged = sequence.merged.value;
  const hasMany = scope.connection.value === undefined;
  const place = { role: 'row' as const, id: `sequence-${index}`, 'aria-rowindex': index + 2 };
  const select = (row: number): void => {
    selection.select(row);
    panel.layout.isDetailOpen.value = true;
  };
  switch (entry.kind) {
    case 'gap':
      return (
        <div {...place} class="row gap">
          <span role="gridcell">{duration(t(entry.row) - t(entry.after))} without traffic</span>
        </div>
      );
    case 'strip': {
      const { chip, phase, text } = stripOf(stageOf(rows, entry.row), connection, merged && sideOfConn(conn));
      return (
        <div {...place} class="row phase-strip">
          <span role="gridcell" class="inline">
            {hasMany && <span class="third">{conn}</span>}
            <span class="chip" data-phase={phase}>
              {chip}
            </span>
            <span class="cut">{text}</span>
          </span>
        </div>
      );
    }
    case 'idle': {
      const { polls, rows: count, apartMs, first, last } = entry.run;
      const apart = apartMs === undefined ? '' : `, ${duration(apartMs).replace(/\.0+(?= )/, '')} apart`;
      const what = polls > 0 ? `${plural(polls, 'poll')}${apart}` : plural(count, 'sign of life', 'signs of life');
      return (
        <div
          {...place}
          class={`row idle${isActive ? ' active-row' : ''}`}
          aria-selected={isSelected}
          aria-expanded={entry.isOpen}
          onClick={() => select(first)}
          onDblClick={() => sequence.open(first, !entry.isOpen)}
        >
          <span role="gridcell" class="inline">
            <span
              class="twist"
              aria-hidden
              onClick={(event) => {
                event.stopPropagation();
                sequence.open(first, !entry.isOpen);
              }}
            >
              {entry.isOpen ? '▾' : '▸'}
            </span>
            <b>{what}</b>
            <span class="third cut">
              · nothing new for {duration(t(last) - t(first))}
              {polls > 0 && ` · ${plural(count, 'message')}`}
            </span>
          </span>
        </div>
      );
    }
    case 'row':
      return (
        <SequenceRow
          place={place}
          cells={sequenceCells(rows, entry.row, time.value, connection, merged !== undefined)}
          hasMany={hasMany}
          isSelected={isSelected}
          isActive={isActive}
          onSelect={() => select(entry.row)}
        />
      );
  }
}
