import type { ConnectionReport, Evidence, Finding, SessionReport } from '../report.ts';
import { capital, count, duration, iso, size, whole } from '../words.ts';
import { countLosses, type LossCount } from '../../trace/loss-count.ts';
import { lossWords } from '../loss-words.ts';
import { readInput } from '../export-reading.ts';
import { environmentPoints } from '../environment-lines.ts';
import { markStart, markTime } from '../mark-lines.ts';
import type { Exporter, ExportInput } from './exporter.ts';
import { createSteps, mermaid, toldConnection, type Steps } from './markdown-sequence.ts';
import { code, plain, table } from './markdown-text.ts';
import { sessionStart } from '../session-start.ts';

/** A report to paste into an issue tracker: what failed, why it is believed, how long everything took, and where it was seen. */
export const markdown: Exporter = {
  id: 'markdown',
  name: 'Markdown',
  title: 'Markdown report for an issue',
  extension: '.md',
  mediaType: 'text/markdown',
  tells: 'conclusions',
  write,
};

const RANK: Record<Finding['severity'], number> = { error: 0, warning: 1, info: 2 };
const MOST_FINDINGS = 50;
const MOST_CONNECTIONS = 100;

async function* write(input: ExportInput, signal?: AbortSignal): AsyncGenerator<string> {
  const { header, report } = input;
  const told = toldConnection(report.connections, report.findings);
  const seen = await observe(input, told?.conn, told?.opened ?? 0, signal);
  const parts = [
    summary(report),
    findingsPart(report),
    phasesPart(report),
    connectionsPart(report),
    told && seen.steps.list().head.length > 0
      ? [`### Sequence of ${code(told.conn)}`, '', ...mermaid(seen.steps.list(), told)]
      : [],
    marksPart(report),
    environment(header, report, seen),
  ];
  yield `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

interface Seen {
  steps: Steps;
  losses: LossCount;
  why: Set<string>;
}

async function observe(
  input: ExportInput,
  conn: string | undefined,
  opened: number,
  signal: AbortSignal | undefined,
): Promise<Seen> {
  const seen: Seen = { steps: createSteps(), losses: countLosses([]), why: new Set() };
  for await (const [record, dissection] of readInput(input, signal)) {
    if (record.kind === 'frame' && record.conn === conn && dissection !== undefined)
      seen.steps.push({ ...record, name: dissection.name, layers: dissection.layers, after: record.t - opened });
    if (record.kind !== 'lost') continue;
    const { lost, cut } = countLosses([record]);
    seen.losses.lost += lost;
    seen.losses.cut += cut;
    if (seen.why.size < 8) seen.why.add(record.why);
  }
  return seen;
}

function summary({ findings, connections, stats }: SessionReport): string[] {
  const worst = findings.find(({ severity }) => severity === 'error') ?? findings[0];
  const title = worst ? plain(capital(worst.title)) : 'Nothing went wrong that the recording shows';
  const failed = connections.filter(({ close }) => close && close.class !== 'done').length;
  return [
    `## ${title}`,
    '',
    ...(worst ? [`${plain(worst.explanation)}`, ''] : []),
    [
      `${count(connections.length, 'connection')} (${whole(failed)} not ended in order)`,
      count(stats.global.totalMessages, 'message'),
      `${count(findings.length, 'finding')}.`,
    ].join(', '),
  ];
}

function findingsPart(report: SessionReport): string[] {
  const { findings } = report;
  if (findings.length === 0) return [];
  const start = sessionStart(report);
  const gravest = findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
  const rows = gravest
    .slice(0, MOST_FINDINGS)
    .map((finding) => [
      finding.severity,
      code(finding.code),
      plain(capital(finding.title)) + (finding.causedBy ? ` (caused by ${code(finding.causedBy)})` : ''),
      plain(finding.advice),
      evidence(finding, start),
    ]);
  const more = findings.length - rows.length;
  return [
    '### Findings',
    '',
    ...table(['Severity', 'Code', 'What', 'What to do', 'Seen in'], rows),
    ...(more > 0 ? ['', `${more} more are in the recording.`] : []),
  ];
}

const evidence = ({ evidence: items }: Finding, start: number): string =>
  items
    .slice(0, 6)
    .map((item) => code(place(item, start)))
    .join(', ');

const place = (item: Evidence, start: number): string =>
  'seq' in item
    ? `${item.conn} #${item.seq}`
    : `${item.conn ?? ''} ${item.record} at +${duration(item.t - start)}`.trim();

function phasesPart({ connections }: SessionReport): string[] {
  const isTold = ({ phases }: ConnectionReport): boolean => phases.some(({ verdict }) => verdict !== 'ok');
  const told = phaseRows(connections.filter(isTold));
  const others = phaseRows(connections.filter((connection) => !isTold(connection)));
  if (told.length + others.length === 0) return [];
  return [
    '### Phases',
    '',
    ...(told.length > 0 ? table(PHASE_TITLES, told) : ['All were complete within their budgets.']),
    ...(others.length > 0
      ? ['', ...folded('Connections whose phases were all in time', table(PHASE_TITLES, others))]
      : []),
  ];
}

const folded = (title: string, lines: readonly string[]): string[] => [
  `<details><summary>${title}</summary>`,
  '',
  ...lines,
  '',
  '</details>',
];

const PHASE_TITLES = ['Connection', 'Phase', 'Took', 'Budget', 'Messages', 'Verdict'];

const phaseRows = (connections: readonly ConnectionReport[]): string[][] =>
  connections
    .slice(0, MOST_CONNECTIONS)
    .flatMap(({ conn, phases }) =>
      phases.map(({ phase, ms, budgetMs, messages, verdict }) => [
        code(conn),
        phase,
        duration(ms),
        budgetMs === undefined ? '–' : duration(budgetMs),
        whole(messages),
        verdict === 'ok' ? 'in time' : `**${verdict}**`,
      ]),
    );

function marksPart(report: SessionReport): string[] {
  const { marks = [] } = report;
  if (marks.length === 0) return [];
  const start = markStart(report);
  const rows = marks.map((mark) => [
    markTime(mark, start),
    plain(mark.text),
    mark.about === undefined ? '–' : code(`${mark.about.conn} #${mark.about.seq}`),
  ]);
  return ['### Marks', '', ...table(['When', 'What', 'About'], rows)];
}

function connectionsPart({ connections }: SessionReport): string[] {
  if (connections.length === 0) return [];
  const rows = connections
    .slice(0, MOST_CONNECTIONS)
    .map(({ conn, role, path, purpose, states, messagesIn, messagesOut, bytesIn, bytesOut, close }) => [
      code(conn),
      `${role}, ${path}, ${purpose}`,
      states.at(-1)?.state ?? '–',
      `${whole(messagesOut)} (${size(bytesOut)})`,
      `${whole(messagesIn)} (${size(bytesIn)})`,
      close ? `${close.class} by ${close.by}: ${code(`${close.code} ${close.reason}`)}` : 'open',
    ]);
  const more = connections.length - rows.length;
  return [
    '### Connections',
    '',
    ...table(['Connection', 'Role, path, purpose', 'State', 'Sent', 'Received', 'End'], rows),
    ...(more > 0 ? ['', `${more} more are in the recording.`] : []),
  ];
}

function environment(
  { created, generator, redaction, note }: ExportInput['header'],
  report: SessionReport,
  seen: Seen,
): string[] {
  const content = { none: 'everything', fields: 'known fields', shapes: 'shapes only' }[redaction];
  const points = [
    `Exported with ${code(generator)} at ${iso(Date.parse(created))}; content: ${content}`,
    ...(report.environment ? environmentPoints(report.environment).map(plain) : []),
    lossPoint(seen),
    ...(note === undefined ? [] : [`Note: ${plain(note)}`]),
  ];
  return ['### Environment', '', ...points.map((point) => `- ${point}`)];
}

function lossPoint({ losses, why }: Seen): string {
  const none = losses.lost === 0 ? 'No record was lost' : '';
  if (losses.lost + losses.cut === 0) return none;
  const words = `**${lossWords(losses)}**: ${[...why].map((each) => plain(each)).join('; ')}`;
  return none === '' ? words : `${none}; ${words}`;
}
