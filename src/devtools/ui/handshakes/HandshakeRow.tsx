import type { Handshake } from '../../../core/report/handshakes.ts';
import type { ConnectionReport } from '../../../core/report/report.ts';
import { count, duration } from '../../state/format.ts';
import { handshakeVerdict, phaseName } from '../../state/handshakes/handshake-words.ts';
import { Verdict } from './Verdict.tsx';

export interface HandshakeRowProps {
  handshake: Handshake;
  connection: ConnectionReport | undefined;
  index: number;
  /** Length of the axis that all bars share. */
  barsMs: number;
  isSelected: boolean;
  onSelect(): void;
}

export function HandshakeRow({ handshake, connection, index, barsMs, isSelected, onSelect }: HandshakeRowProps) {
  const { conn, role, start, ms, messages, phases, isLocked } = handshake;
  const percent = (value: number): string => `${((value / barsMs) * 100).toFixed(2)}%`;
  const words = phases.map(({ phase, ms: took }) => `${phaseName(phase)} ${duration(took)}`).join(', ');
  return (
    <div
      class="row"
      role="row"
      id={`handshake-${index}`}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      onClick={onSelect}
    >
      <span role="gridcell">{conn}</span>
      <span role="gridcell" class="second">
        {role}
      </span>
      <span role="gridcell">
        <span class={`bars${ms > barsMs ? ' is-cut' : ''}`} role="img" aria-label={words} title={words}>
          {phases.map((phase) => (
            <i
              key={phase.phase}
              data-phase={phase.phase}
              style={{ left: percent(phase.start - start), width: percent(phase.ms) }}
            />
          ))}
          {isLocked && <i class="hatch" style={{ left: percent(ms), right: 0 }} />}
        </span>
      </span>
      <span role="gridcell" class="right">
        {duration(ms)}
      </span>
      <span role="gridcell" class="right second">
        {count(messages)}
      </span>
      <span role="gridcell">
        <Verdict words={handshakeVerdict(handshake, connection)} />
      </span>
    </div>
  );
}
