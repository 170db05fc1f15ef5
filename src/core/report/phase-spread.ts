import type { Phase } from '../dissect/dissection.ts';
import { grouped, peerKey, peerTitle, transportKey, transportTitle } from '../stats/groups.ts';
import type { ConnectionReport } from './report.ts';

/** How long one phase took over all the connections that completed it, in milliseconds. */
export interface PhaseSpread {
  phase: Phase;
  /** Connections that completed it. */
  n: number;
  p50: number;
  p90: number;
  p95: number;
  max: number;
  budgetMs?: number;
  /** Of them, how many took longer than the budget. */
  over: number;
}

/** The value that `share` (0…1) of the sorted values do not exceed: the nearest rank, so always one that was measured. */
export function rankOf(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** One entry for each phase that any connection completed, in the order in which connections go through them. */
export function phaseSpreads(connections: readonly ConnectionReport[]): PhaseSpread[] {
  const taken = new Map<Phase, { times: number[]; budgetMs: number | undefined }>(
    ORDER.map((phase) => [phase, none()]),
  );
  for (const { phases } of connections)
    for (const { phase, ms, verdict, budgetMs } of phases) {
      if (verdict !== 'ok' && verdict !== 'slow') continue;
      const of = taken.get(phase);
      if (of === undefined) continue;
      of.times.push(ms);
      of.budgetMs ??= budgetMs;
    }
  return [...taken].flatMap(([phase, { times, budgetMs }]) => spreadOf(phase, times, budgetMs) ?? []);
}

/** The spreads of some of the connections. */
export interface SpreadGroup {
  key: string;
  title: string;
  spreads: PhaseSpread[];
}

/** All connections, then, where there are several, each transport and each peer apart. */
export function spreadGroups(connections: readonly ConnectionReport[]): SpreadGroup[] {
  const groups = (keyOf: (connection: ConnectionReport) => string, titleOf: (all: ConnectionReport[]) => string) => {
    const found = grouped(connections, keyOf);
    found.delete('');
    const entries = [...found].map(([key, all]) => ({ key, title: titleOf(all), spreads: phaseSpreads(all) }));
    const told = entries.filter(({ spreads }) => spreads.length > 0);
    return told.length > 1 ? told : [];
  };
  return [
    { key: '', title: 'All handshakes', spreads: phaseSpreads(connections) },
    ...groups(transportKey, ([first]) => (first ? transportTitle(transportKey(first)) : '')),
    ...groups(peerKey, peerTitle),
  ];
}

const ORDER: readonly Phase[] = ['connect', 'register', 'discovery', 'encryption', 'identity', 'pairing', 'sync'];

const none = (): { times: number[]; budgetMs: number | undefined } => ({ times: [], budgetMs: undefined });

function spreadOf(phase: Phase, times: number[], budgetMs: number | undefined): PhaseSpread | undefined {
  const sorted = times.sort((a, b) => a - b);
  const [p50, p90, p95, max] = [0.5, 0.9, 0.95, 1].map((share) => rankOf(sorted, share));
  if (p50 === undefined || p90 === undefined || p95 === undefined || max === undefined) return undefined;
  const over = budgetMs === undefined ? 0 : sorted.filter((ms) => ms > budgetMs).length;
  return { phase, n: sorted.length, p50, p90, p95, max, over, ...(budgetMs === undefined ? {} : { budgetMs }) };
}
