import type { ScopeRow } from '../../state/scope/scope-list.ts';
import { lineageWords } from '../../state/scope/scope-list.ts';
import { compact } from '../../state/format.ts';
import { Activity } from './Activity.tsx';
import { usePanel } from '../PanelContext.tsx';
import { RailMark } from './RailMark.tsx';
import { StandingGlyph, toneClass } from './Standing.tsx';

export interface ConnRowProps {
  row: Extract<ScopeRow, { kind: 'conn' }>;
  isSelected: boolean;
  onSelect(): void;
}

/** A connection in the narrow list. */
export function ScopeConn({ row, isSelected, onSelect }: ConnRowProps) {
  const { session } = usePanel();
  const { connection, outcome, rail } = row;
  const { columns, conns } = session.rows.value;
  const counted = conns.of(columns.tables.conns.indexOf(connection.conn));
  return (
    <div class="row" role="row" id={`scope-${row.key}`} aria-level={3} aria-selected={isSelected} onClick={onSelect}>
      <RailMark rail={rail} words={lineageWords(connection)} />
      <span role="gridcell">
        <StandingGlyph outcome={outcome} />
      </span>
      <span role="gridcell">{connection.conn}</span>
      <span role="gridcell">
        <span class="chip second">{connection.role}</span>
      </span>
      <span role="gridcell" class={`cut ${toneClass(outcome.tone)}`} title={connection.close?.reason}>
        {outcome.word}
      </span>
      <span role="gridcell">
        <Activity count={counted} />
      </span>
      <span role="gridcell" class="right">
        {compact(counted?.frames ?? 0)}
      </span>
    </div>
  );
}
