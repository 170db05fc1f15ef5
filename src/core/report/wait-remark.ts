import { endedBefore, type Stretch } from './invite-axis.ts';
import type { ConnectionReport, Finding, InviteReport } from './report.ts';

/** Why an invite took long although its steps did not. */
export interface WaitRemark {
  /** Of the whole time, 0…1. */
  share: number;
  waits: number;
  longestMs: number;
  /** The connection whose end began the longest wait, and what is known of that end. */
  after?: string;
  finding?: Finding;
}

const REMARKABLE = 0.3;

/** Says where the time went when much of it was waiting; undefined where it was not. */
export function waitRemark(
  { waits, waitMs, ms, conns }: InviteReport,
  connections: readonly ConnectionReport[],
  findings: readonly Finding[],
): WaitRemark | undefined {
  const longest = waits.reduce<Stretch | undefined>(
    (most, wait) => (most && most.end - most.start >= wait.end - wait.start ? most : wait),
    undefined,
  );
  if (longest === undefined || waitMs < ms * REMARKABLE) return undefined;
  const involved = connections.filter(({ conn }) => conns.includes(conn));
  const after = endedBefore(longest.start, involved);
  const finding = findings.find(({ conn, causedBy }) => conn === after?.conn && causedBy === undefined);
  return {
    share: waitMs / ms,
    waits: waits.length,
    longestMs: longest.end - longest.start,
    ...(after ? { after: after.conn } : {}),
    ...(after && finding ? { finding } : {}),
  };
}
