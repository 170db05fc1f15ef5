import type { Phase } from '../dissect/dissection.ts';
import { PHASES } from '../model/limits.ts';
import type { PhaseReport } from '../report/report.ts';
import type { PhaseDiff } from './diff-report.ts';

/** What can be told of a connection whose encryption nobody can open. */
const OUTSIDE: ReadonlySet<Phase> = new Set(['connect', 'register', 'discovery', 'encryption']);

/** The phases of two connections side by side, in their order. */
export function comparePhases(a: readonly PhaseReport[], b: readonly PhaseReport[], locked: boolean): PhaseDiff[] {
  return PHASES.flatMap(([phase]): PhaseDiff[] => {
    const [ofA, ofB] = [shown(a, phase), shown(b, phase)];
    if (!ofA && !ofB) return [];
    const comparable = !locked || OUTSIDE.has(phase);
    return [
      {
        phase,
        ...(ofA ? { a: ofA } : {}),
        ...(ofB ? { b: ofB } : {}),
        differs: comparable && ofA?.verdict !== ofB?.verdict,
      },
    ];
  });
}

function shown(phases: readonly PhaseReport[], wanted: Phase): PhaseDiff['a'] {
  const found = phases.find(({ phase }) => phase === wanted);
  return found && { ms: found.ms, verdict: found.verdict, messages: found.messages };
}
