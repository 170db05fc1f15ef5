import type { ConnectionReport } from '../report/report.ts';
import type { DiffSide } from './collect-side.ts';
import { compareConnections } from './compare-connections.ts';
import { compareFindings } from './compare-findings.ts';
import type { DiffReport, LoneConnection } from './diff-report.ts';
import { matchConnections } from './match-connections.ts';

/** Compares two recordings, whose messages were collected under the same names. */
export function compareSides(a: DiffSide, b: DiffSide, names: readonly string[]): DiffReport {
  const { pairs, onlyA, onlyB } = matchConnections(a.report.connections, b.report.connections);
  const connections = pairs.map(([one, other]) => compareConnections(one, other, a, b, names));
  const findings = compareFindings(
    a.report.findings,
    b.report.findings,
    pairs.map(([one, other]) => [one.conn, other.conn] as const),
  );
  const lone = { onlyA: onlyA.map(loneConnection), onlyB: onlyB.map(loneConnection) };
  const differences = [
    ...connections.map(({ differs }) => differs),
    ...[...lone.onlyA, ...lone.onlyB, ...findings.onlyA, ...findings.onlyB].map(({ matters }) => matters),
  ];
  return { same: !differences.includes(true), connections, ...lone, findings };
}

function loneConnection({ conn, role, path, purpose, messagesIn, messagesOut }: ConnectionReport): LoneConnection {
  const messages = messagesIn + messagesOut;
  return { conn, role, path, purpose, messages, matters: role !== 'spare' && messages > 0 };
}
