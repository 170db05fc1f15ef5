import type { ConnectionDiff, DiffReport, FindingDiff, LoneConnection } from '../../../core/diff/diff-report.ts';

/** A line of the list of what two sessions have and have not in common. */
export type DiffItem =
  | { kind: 'connection'; key: string; differs: boolean; diff: ConnectionDiff }
  | { kind: 'lone'; key: string; differs: boolean; side: 'a' | 'b'; conn: LoneConnection }
  | { kind: 'finding'; key: string; differs: boolean; side: 'a' | 'b'; finding: FindingDiff };

/** What matters first; otherwise in the order of the sessions. */
export function diffItems({ connections, onlyA, onlyB, findings }: DiffReport): DiffItem[] {
  const items: DiffItem[] = [
    ...connections.map((diff): DiffItem => ({
      kind: 'connection',
      key: `${diff.a} = ${diff.b}`,
      differs: diff.differs,
      diff,
    })),
    ...onlyA.map((conn) => lone('a', conn)),
    ...onlyB.map((conn) => lone('b', conn)),
    ...findings.onlyA.map((finding, at) => only('a', finding, at)),
    ...findings.onlyB.map((finding, at) => only('b', finding, at)),
  ];
  return [...items.filter(({ differs }) => differs), ...items.filter(({ differs }) => !differs)];
}

const lone = (side: 'a' | 'b', conn: LoneConnection): DiffItem => ({
  kind: 'lone',
  key: `${side} ${conn.conn}`,
  differs: conn.matters,
  side,
  conn,
});

const only = (side: 'a' | 'b', finding: FindingDiff, at: number): DiffItem => ({
  kind: 'finding',
  key: `${side} finding ${at}`,
  differs: finding.matters,
  side,
  finding,
});
