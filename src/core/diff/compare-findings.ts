import type { Finding } from '../report/report.ts';
import type { FindingDiff } from './diff-report.ts';

/** What they say is about the recording, not about the session. */
const OF_RECORDING: ReadonlySet<string> = new Set(['encryption.no-key', 'trace.lost']);

/**
 * Findings that only one recording leads to, for connections that play the same part.
 * @param pairs names of these connections, A's and B's
 */
export function compareFindings(
  a: readonly Finding[],
  b: readonly Finding[],
  pairs: readonly (readonly [a: string, b: string])[],
): { onlyA: FindingDiff[]; onlyB: FindingDiff[] } {
  const partsA = new Map(pairs.map(([ofA], at) => [ofA, at]));
  const partsB = new Map(pairs.map(([, ofB], at) => [ofB, at]));
  return { onlyA: lacking(a, partsA, b, partsB), onlyB: lacking(b, partsB, a, partsA) };
}

type Parts = ReadonlyMap<string, number>;

function lacking(
  own: readonly Finding[],
  parts: Parts,
  others: readonly Finding[],
  partsOfOthers: Parts,
): FindingDiff[] {
  const found = new Map<string, number>();
  for (const finding of others) {
    const key = keyOf(finding, partsOfOthers);
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return own.flatMap((finding): FindingDiff[] => {
    const key = keyOf(finding, parts);
    const left = found.get(key) ?? 0;
    found.set(key, left - 1);
    if (left > 0) return [];
    const { code, severity, title, conn } = finding;
    const matters = severity !== 'info' && !OF_RECORDING.has(code);
    return [{ code, severity, title, matters, ...(conn === undefined ? {} : { conn }) }];
  });
}

/** Of connections that have no counterpart, findings of the same code are taken for the same. */
const keyOf = ({ code, conn }: Finding, parts: Parts): string =>
  `${code} ${conn === undefined ? 'session' : (parts.get(conn) ?? 'alone')}`;
