import type { PhaseReport } from '../report/report.ts';
import { median, ms, plural, times } from './alert-words.ts';
import type { Basis } from './basis.ts';
import type { Member } from './selected.ts';
import type { Alert } from './stats-view.ts';

/** Patterns over connections: one load that fails, a phase far slower than usual, redial loops, the usual refusals. */
export function connectionPatterns(basis: Basis): Alert[] {
  return [badLoads(basis), slowPhases(basis), redialLoops(basis), usualRefusals(basis)].flat();
}

function badLoads({ loads, selected }: Basis): Alert[] {
  const { members } = selected;
  const hasFailed = (member: Member): boolean => member.failedAt !== undefined;
  const allFailed = members.filter(hasFailed).length;
  return loads.flatMap(({ n, pages, t }): Alert[] => {
    const own = members.filter(({ report }) => pages.includes(report.page));
    const failed = own.filter(hasFailed).map(({ report }) => report);
    const [rest, restFailed] = [members.length - own.length, allFailed - failed.length];
    if (failed.length < 3 || own.length < 4 || rest < 3) return [];
    const share = failed.length / own.length;
    if (share < 0.3 || share < 2 * (restFailed / rest)) return [];
    const [first] = failed;
    return [
      {
        code: 'pattern.bad-load',
        severity: 'warning',
        text: `Load ${n} fails ${failed.length} of ${own.length} connections; all other loads ${restFailed} of ${rest}.`,
        t: first?.opened ?? t,
        evidence: failed.slice(0, 20).flatMap(({ states }) => states.slice(-1).map(({ cause }) => cause)),
        conns: own.map(({ report }) => report.conn),
      },
    ];
  });
}

const PHASE_WORDS: Partial<Record<PhaseReport['phase'], string>> = {
  connect: 'Connecting',
  register: 'Registration',
  discovery: 'Discovery',
  encryption: 'Key exchange',
  identity: 'Authentication',
  pairing: 'Pairing',
  sync: 'The first sync',
};

/** Fewer measurements have no usual value. */
const LEAST_PHASES = 4;
const NOTABLE_MS = 50;

function slowPhases({ selected, thresholds: { timesUsual } }: Basis): Alert[] {
  if (!timesUsual) return [];
  const all = selected.members.flatMap(({ report: { conn }, phases }) => phases.map((phase) => ({ conn, ...phase })));
  const names = [...new Set(all.map(({ phase }) => phase))].filter((phase) => PHASE_WORDS[phase] !== undefined);
  return names.flatMap((name): Alert[] => {
    const own = all.filter(({ phase, verdict }) => phase === name && (verdict === 'ok' || verdict === 'slow'));
    const usual = median(own.map(({ ms: each }) => each));
    const worst = own.reduce<(typeof own)[number] | undefined>((a, b) => (a && a.ms >= b.ms ? a : b), undefined);
    if (own.length < LEAST_PHASES || !usual || !worst || worst.ms < NOTABLE_MS || worst.ms < timesUsual * usual)
      return [];
    const budget = worst.budgetMs === undefined ? '' : `; budget ${ms(worst.budgetMs)}`;
    return [
      {
        code: 'pattern.slow-phase',
        severity: worst.verdict === 'slow' ? 'warning' : 'info',
        text: `${PHASE_WORDS[name]} took ${ms(worst.ms)} on ${worst.conn}, ${times(worst.ms / usual)} the median of this session (${ms(usual)}${budget}).`,
        t: worst.start,
        evidence: [worst.reached ?? worst.begun].flatMap((each) => each ?? []),
        conns: [worst.conn],
        from: worst.start,
        to: worst.end,
      },
    ];
  });
}

function redialLoops({ selected }: Basis): Alert[] {
  return selected.findings
    .filter(({ code }) => code === 'connection.redial-loop')
    .map((finding) => ({
      code: 'pattern.redial-loop',
      severity: 'warning',
      text: finding.title,
      t: finding.t,
      evidence: finding.evidence,
      ...(finding.conn === undefined ? {} : { conns: [finding.conn] }),
    }));
}

function usualRefusals({ selected }: Basis): Alert[] {
  const refusals = selected.findings.filter(({ code, severity }) => code === 'peer.unknown' && severity === 'info');
  const [first] = refusals;
  if (!first) return [];
  const pairings = selected.members.filter(({ report }) =>
    report.states.some(({ state }) => state === 'PAIRED'),
  ).length;
  return [
    {
      code: 'pattern.usual-refusal',
      severity: 'info',
      text: `After ${plural(pairings, 'pairing')} the first CHUM dial was refused ${plural(refusals.length, 'time')}. Usual, costs 5–10 s.`,
      t: first.t,
      evidence: refusals.flatMap(({ evidence }) => evidence.slice(0, 1)),
      conns: refusals.flatMap(({ conn }) => conn ?? []),
    },
  ];
}
