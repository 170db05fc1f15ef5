import { count, duration, whole } from '../report/words.ts';
import type {
  ConnectionDiff,
  DiffReport,
  FindingDiff,
  LoneConnection,
  Next,
  Outcome,
  PhaseDiff,
  Stretch,
} from './diff-report.ts';
import { printable } from '../report/printable.ts';

/** Stretches that are listed of one connection. */
const LISTED = 12;

/** A comparison as a page for a person; `a` and `b` are what the recordings are called. Lines end with a line break. */
export function diffText(diff: DiffReport, a: string, b: string): string {
  const { same, connections, onlyA, onlyB, findings } = diff;
  const parted = connections.find(({ differs }) => differs);
  const lines = [
    `A  ${a}`,
    `B  ${b}`,
    same ? 'Nothing that matters differs.' : 'They differ.',
    ...(parted ? ['', 'Where they part', ...partingLines(parted)] : []),
    '',
    'Connections',
    ...connections.flatMap(connectionLines),
    ...onlyA.map((conn) => loneLine(conn, 'A')),
    ...onlyB.map((conn) => loneLine(conn, 'B')),
    ...findingsPart('Findings only in A', findings.onlyA),
    ...findingsPart('Findings only in B', findings.onlyB),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

const nameOf = ({ a, b }: ConnectionDiff): string => (a === b ? a : `${a} of A, ${b} of B`);

function partingLines(connection: ConnectionDiff): string[] {
  const { parting, phases } = connection;
  if (!parting)
    return [
      `  ${nameOf(connection)}: the messages agree, the verdicts do not`,
      ...phases.filter(({ differs }) => differs).map(phaseLine),
    ];
  const { after } = parting;
  const place = after && (after.a === after.b ? `#${after.a}` : `#${after.a} of A, #${after.b} of B`);
  return [
    `  ${nameOf(connection)}: ${after ? `both agree up to ${after.name} (${place}); then` : 'they differ from the start:'}`,
    `    A  ${nextWords(parting.a)}`,
    `    B  ${nextWords(parting.b)}`,
  ];
}

const BY = { local: 'by this page', remote: 'by the remote', unknown: 'by nobody knows whom' };

/** What came next on one side, as the end of a sentence. */
export function nextWords(next: Next): string {
  switch (next.kind) {
    case 'message':
      return `${next.dir === 'in' ? 'receives' : 'sends'} ${next.name} (#${next.seq}) after ${duration(next.afterMs)}`;
    case 'close':
      return `is closed ${BY[next.by]} after ${duration(next.afterMs)}: ${next.class} (${next.code}${next.reason ? ` "${next.reason}"` : ''})`;
    case 'nothing':
      return 'says nothing more';
  }
}

function connectionLines(connection: ConnectionDiff): string[] {
  const { role, path, purpose, differs, locked, phases, messages, stretches, exact, end } = connection;
  const kind = [role, path, purpose].join(' · ');
  if (!differs) return [`  ${nameOf(connection)}  ${kind}  alike: ${count(messages.common, 'message')} in common`];
  const shown = stretches.filter(({ matters }) => matters);
  return [
    `  ${nameOf(connection)}  ${kind}  DIFFERS`,
    ...phases.map(phaseLine),
    `      messages    ${whole(messages.a)} in A, ${whole(messages.b)} in B, ${whole(messages.common)} in common`,
    ...shown.slice(0, LISTED).map(stretchLine),
    ...(shown.length > LISTED ? [`      … and ${count(shown.length - LISTED, 'more difference')}`] : []),
    ...(exact ? [] : ['      too different to be compared to the end']),
    ...(locked ? ['      without a key on one side, what is encrypted is compared by its number only'] : []),
    `      end         A ${outcomeWords(end.a)}; B ${outcomeWords(end.b)}${end.differs ? '  ←' : ''}`,
  ];
}

function phaseLine({ phase, a, b, differs }: PhaseDiff): string {
  const words = (side: PhaseDiff['a']): string => (side ? `${duration(side.ms)} [${side.verdict}]` : 'not reached');
  return `      ${phase.padEnd(12)}A ${words(a)}; B ${words(b)}${differs ? '  ←' : ''}`;
}

function stretchLine({ only, dir, from, to, count: n, names }: Stretch): string {
  const place = from === to ? `#${from}` : `#${from}–#${to}`;
  const verb = dir === 'in' ? 'received' : 'sent';
  return `      only ${only.toUpperCase()} ${verb} ${place} ${names.join(', ')}${n > names.length ? ` (${whole(n)})` : ''}`;
}

/** How a connection ended. */
export const outcomeWords = ({ class: kind, by, code, reason }: Outcome): string =>
  kind === 'open' ? 'still open' : `${kind}, ${BY[by ?? 'unknown']} (${code}${reason ? ` "${reason}"` : ''})`;

const loneLine = ({ conn, role, path, purpose, messages }: LoneConnection, side: string): string =>
  `  ${conn}  ${[role, path, purpose].join(' · ')}  only in ${side}, ${count(messages, 'message')}`;

function findingsPart(title: string, findings: readonly FindingDiff[]): string[] {
  if (findings.length === 0) return [];
  return [
    '',
    title,
    ...findings.map(({ severity, code, title: what }) => `  ${severity.toUpperCase().padEnd(8)}${code}  ${what}`),
  ];
}
