import type { ConnectionReport, Evidence, Finding, InviteReport, SessionReport } from './report.ts';
import { environmentLines } from './environment-lines.ts';
import { markLines } from './mark-lines.ts';
import { routeLines } from './route-lines.ts';
import { registrationLines } from './registration.ts';
import { securityLines } from './security-lines.ts';
import { count, duration, iso, short, size, whole } from './words.ts';
import { printable } from './printable.ts';
import { sessionStart } from './session-start.ts';

/** The report as a page for a person. `name` is what the recording is called; lines end with a line break. */
export function textReport(report: SessionReport, name: string): string {
  const lines = [
    ...heading(report, name),
    '',
    ...findingsPart(report),
    '',
    ...connectionsPart(report.connections),
    ...markLines(report),
    ...invitesPart(report.invites),
    ...registrationLines(report.registration ?? []),
    ...securityLines(report.security),
    ...routeLines(report.routes ?? []),
    ...environmentLines(report.environment),
    '',
    ...statsPart(report),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function heading({ connections, stats }: SessionReport, name: string): string[] {
  const first = sessionStart({ connections, findings: [] });
  const began = connections.length > 0 ? `, the first opened ${iso(first)}` : '';
  const { totalMessages } = stats.global;
  return [name, `${count(connections.length, 'connection')}, ${count(totalMessages, 'message')}${began}`];
}

function findingsPart(report: SessionReport): string[] {
  const { findings } = report;
  if (findings.length === 0) return ['Findings', '  none'];
  const start = sessionStart(report);
  const by = (severity: Finding['severity']): number => findings.filter((each) => each.severity === severity).length;
  const total = `Findings: ${count(by('error'), 'error')}, ${count(by('warning'), 'warning')}, ${by('info')} for information`;
  return [total, ...findings.flatMap((finding) => findingLines(finding, start))];
}

/** One finding: what, why, what to do, and where it can be seen. */
export function findingLines(finding: Finding, start: number): string[] {
  const { severity, code, title, explanation, advice, causedBy, t } = finding;
  const cause = causedBy ? ` (caused by ${causedBy})` : '';
  return [
    `  ${severity.toUpperCase().padEnd(8)}+${duration(t - start)}  ${code}${cause}`,
    `          ${title}`,
    `          ${explanation}`,
    `          What to do: ${advice}`,
    `          Seen in: ${finding.evidence.map((item) => place(item, start)).join(', ')}`,
  ];
}

function place(item: Evidence, start: number): string {
  if ('seq' in item) return `${item.conn} #${item.seq}`;
  return `${item.conn === undefined ? '' : `${item.conn} `}${item.record} at +${duration(item.t - start)}`;
}

function connectionsPart(connections: readonly ConnectionReport[]): string[] {
  return ['Connections', ...connections.flatMap(connectionLines)];
}

function connectionLines(connection: ConnectionReport): string[] {
  const { conn, role, path, purpose, remote, close, lineage = [], phases, findings } = connection;
  const peer = remote?.email ?? (remote?.publicKey ? `key ${short(remote.publicKey)}` : undefined);
  const end = close
    ? `${close.class}, closed by ${close.by === 'local' ? 'this page' : close.by} (${close.code}${close.reason ? ` "${close.reason}"` : ''})`
    : 'still open';
  const life = connection.ended === undefined ? '' : ` after ${duration(connection.ended - connection.opened)}`;
  const came = lineage.map((link) => `${link.kind.replaceAll('-', ' ')} ${link.conn}`);
  const traffic = `${whole(connection.messagesOut)} sent (${size(connection.bytesOut)}), ${whole(connection.messagesIn)} received (${size(connection.bytesIn)})`;
  return [
    `  ${conn}  ${[role, path, purpose].join(' · ')}${peer ? ` · with ${peer}` : ''}  ${connection.url}`,
    `      ${traffic}; ${end}${life}${came.length > 0 ? `; ${came.join(', ')}` : ''}`,
    ...(phases.length > 0 ? [`      ${phases.map(phaseWords).join('  ')}`] : []),
    ...(findings.length > 0 ? [`      ${findings.join(', ')}`] : []),
  ];
}

function phaseWords({ phase, ms, messages, budgetMs, verdict }: ConnectionReport['phases'][number]): string {
  const budget = budgetMs === undefined || verdict === 'ok' ? '' : ` of ${duration(budgetMs)}`;
  const seen = messages > 0 ? ` ${whole(messages)} msg` : '';
  return `${phase} ${duration(ms)}${budget}${seen}${verdict === 'ok' ? '' : ` [${verdict}]`}`;
}

function invitesPart(invites: readonly InviteReport[]): string[] {
  if (invites.length === 0) return [];
  return [
    '',
    'Invites',
    ...invites.map(({ conns, countedMs, budgetMs, waitMs, verdict, overdue, problem, ms }) => {
      if (problem !== undefined) return `  an invitation that ${problem} [failed]`;
      if (conns.length === 0)
        return `  an invitation was seen; after ${duration(ms)} no dial has followed [${overdue ? 'overdue' : verdict}]`;
      const waited = waitMs > 0 ? `, and ${duration(waitMs)} of waiting for a redial, not counted` : '';
      return `  ${conns.join(' → ')}: ${duration(countedMs)} of ${duration(budgetMs)}${waited} [${overdue ? 'overdue' : verdict}]`;
    }),
  ];
}

function statsPart({ stats }: SessionReport): string[] {
  const { averageLatency, throughputMbps, totalErrors, activeConnections } = stats.global;
  return [
    'Statistics',
    `  ${count(totalErrors, 'error')}; ${activeConnections} of ${count(stats.totalConnections, 'connection')} open at the end`,
    `  ${averageLatency > 0 ? `${duration(averageLatency)} from a message to its answer on average` : 'no answer times measured'}; ${throughputMbps.toPrecision(3)} Mbps over the whole recording`,
  ];
}
