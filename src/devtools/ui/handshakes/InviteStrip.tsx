import type { InviteAxis } from '../../../core/report/invite-axis.ts';
import { axisTicks } from '../../state/handshakes/axis-ticks.ts';
import { duration } from '../../state/format.ts';
import { axisSentence, phaseName, waitLabel, waitWords } from '../../state/handshakes/handshake-words.ts';

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

/** The time axis of an invite or a handshake: phases in colour, waits hatched. */
export function InviteStrip({ axis, isInvite }: { axis: InviteAxis; isInvite: boolean }) {
  const { lengthMs, segments, waits, budgetAtMs } = axis;
  const label = waitLabel(axis);
  const ticks = axisTicks(lengthMs);
  const place = (start: number, end: number) => ({
    left: percent(start / lengthMs),
    width: percent((end - start) / lengthMs),
  });
  const isBudgetAtEnd = isInvite && budgetAtMs === lengthMs;
  return (
    <>
      <div class="strip" role="img" aria-label={axisSentence(axis)}>
        {waits.map((wait) => (
          <i key={wait.start} class="hatch" style={place(wait.start, wait.end)} title={waitWords(wait)} />
        ))}
        {segments.map(({ conn, phase, start, end }) => (
          <i
            key={`${conn} ${phase}`}
            data-phase={phase}
            style={place(start, end)}
            title={`${conn} ${phaseName(phase)} ${duration(end - start)}`}
          />
        ))}
        {budgetAtMs !== undefined && !isBudgetAtEnd && (
          <i class="budget-line" style={{ left: percent(budgetAtMs / lengthMs) }} title="budget, waits not counted" />
        )}
        {label && (
          <span class={`strip-label ${label.side}`} style={{ left: percent(label.at) }}>
            {label.text}
          </span>
        )}
      </div>
      <div class="axis" aria-hidden>
        {ticks.map(({ at, text }) => (
          <span key={text} class={at > 0.995 ? 'last' : undefined} style={{ left: percent(at) }}>
            {at > 0.995 && isBudgetAtEnd ? `budget ${text}` : text}
          </span>
        ))}
      </div>
    </>
  );
}
