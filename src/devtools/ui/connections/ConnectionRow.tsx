import { bytes, count } from '../../state/format.ts';
import { wayOf } from '../../state/scope/peer-list.ts';
import { lineageWords } from '../../state/scope/scope-list.ts';
import { LifeBar } from './LifeBar.tsx';
import { RailMark } from '../scope/RailMark.tsx';
import type { ConnRowProps } from '../scope/ScopeConn.tsx';
import { StandingGlyph, toneClass } from '../scope/Standing.tsx';

/** A connection at full width. */
export function ConnectionRow({ row, isNarrow, isSelected, onSelect }: ConnRowProps & { isNarrow: boolean }) {
  const { connection, outcome, rail, load } = row;
  const { conn, role, purpose, bytesIn, bytesOut, messagesIn, messagesOut, close } = connection;
  const tone = toneClass(outcome.tone);
  const lineage = lineageWords(connection);
  const course =
    connection.path === 'direct' ? [lineage, wayOf(connection)].filter((words) => words !== '–').join(' · ') : lineage;
  const end = close ? `${close.code}${close.reason ? ` · ${close.reason}` : ''}` : outcome.word;
  return (
    <div class="row" role="row" id={`scope-${row.key}`} aria-level={3} aria-selected={isSelected} onClick={onSelect}>
      <RailMark rail={rail} words={lineage} />
      <span role="gridcell">
        <StandingGlyph outcome={outcome} />
      </span>
      <span role="gridcell">{conn}</span>
      <span role="gridcell">
        <span class="chip second">{role}</span>
      </span>
      <span role="gridcell" class={tone}>
        {isNarrow ? outcome.word : outcome.state}
      </span>
      {!isNarrow && (
        <span role="gridcell" class="second">
          {purpose}
        </span>
      )}
      {!isNarrow && (
        <span role="gridcell" class="second" title={course}>
          {course}
        </span>
      )}
      <span role="gridcell">
        <LifeBar connection={connection} load={load} />
      </span>
      {!isNarrow && (
        <span role="gridcell" class="right">
          {bytes(bytesOut)}
        </span>
      )}
      <span role="gridcell" class="right">
        {bytes(bytesIn)}
      </span>
      <span role="gridcell" class="right">
        {count(messagesIn + messagesOut)}
      </span>
      {!isNarrow && (
        <span role="gridcell" class={tone} title={end}>
          {end}
        </span>
      )}
    </div>
  );
}
