import type { ConnectionReport } from '../report/report.ts';

/** It failed; the usual refusal after a pairing (PROTOCOL §4.1) is none: the dial that follows it succeeds. */
export function hasFailed({ states, findings, close }: ConnectionReport): boolean {
  if (states.at(-1)?.state !== 'FAILED') return false;
  return !(findings.includes('peer.unknown') && close?.class === 'refused');
}

export function failedAt(report: ConnectionReport): number | undefined {
  return hasFailed(report) ? report.states.at(-1)?.t : undefined;
}

export function isOpen({ states, close }: ConnectionReport): boolean {
  const last = states.at(-1)?.state;
  return !close && last !== 'FAILED' && last !== 'CLOSED';
}

export function isBeingEstablished({ states, close }: ConnectionReport): boolean {
  const last = states.at(-1)?.state;
  return !close && (last === 'INITIALIZING' || last === 'CONNECTING');
}
