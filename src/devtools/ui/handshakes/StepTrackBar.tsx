import type { HandshakeStep } from '../../../core/report/invite-steps.ts';
import type { PhaseSpread } from '../../../core/report/phase-spread.ts';
import { duration } from '../../state/format.ts';
import { stepVerdict } from '../../state/handshakes/handshake-words.ts';
import { BUDGET_AT, type StepTrack } from '../../state/handshakes/step-track.ts';

export interface StepTrackBarProps {
  step: HandshakeStep;
  track: StepTrack | undefined;
  spread: PhaseSpread | undefined;
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
const place = ({ left, width }: { left: number; width: number }) => ({ left: percent(left), width: percent(width) });

/** One step as a share of its budget, with the session's median and 95th percentile. */
export function StepTrackBar({ step, track, spread }: StepTrackBarProps) {
  const { phase, budgetMs, ms } = step;
  if (stepVerdict(step).glyph === 'locked')
    return (
      <span class="track" title={step.meaning}>
        <i class="hatch" style={{ left: 0, width: '100%' }} />
      </span>
    );
  if (track === undefined || phase === undefined) {
    const words = ms === undefined ? (step.number === 1 ? step.meaning : '') : 'no budget';
    return (
      <span class="third" title={words}>
        {words}
      </span>
    );
  }
  const words = [
    budgetMs === undefined ? 'no budget; drawn against the slowest of this session' : `budget ${duration(budgetMs)}`,
    spread && `p50 ${duration(spread.p50)}`,
    spread && `p95 ${duration(spread.p95)}`,
  ];
  return (
    <span class={`track${track.isCut ? ' is-cut' : ''}`} title={words.filter(Boolean).join(' · ')}>
      {track.hasBudget && <i class="budget-line" style={{ left: percent(BUDGET_AT) }} />}
      {track.waits.map((wait) => (
        <i key={wait.left} class="hatch wait" style={place(wait)} />
      ))}
      {track.bar && <i class="bar" data-phase={phase} style={place(track.bar)} />}
      {track.p50 !== undefined && <i class="tick" style={{ left: percent(track.p50) }} />}
      {track.p95 !== undefined && <i class="tick dashed" style={{ left: percent(track.p95) }} />}
    </span>
  );
}
