import type { Dir } from '../trace/records.ts';

/**
 * The first pass of one asker: from its first request to the last answer before it asks for the roots again (PROTOCOL §6.3).
 * There is no message "sync finished"; the second GET_ACCESSIBLE_ROOTS, or silence with nothing pending, tells.
 */
interface Pass {
  roots: number;
  rootsAnswered: boolean;
  lastT: number;
  messages: number;
  doneT?: number;
}

export interface SyncPass {
  passes: Partial<Record<Dir, Pass>>;
  starts: number;
}

const GET_ACCESSIBLE_ROOTS = 2;

export function createSyncPass(): SyncPass {
  return { passes: {}, starts: 0 };
}

/** A request by `asker`, or an answer to it. */
export function noteSync(
  sync: SyncPass,
  asker: Dir,
  t: number,
  what: { asks: true; serviceId: number } | { asks: false; roots: boolean },
): void {
  const pass = (sync.passes[asker] ??= { roots: 0, rootsAnswered: false, lastT: t, messages: 0 });
  if (pass.doneT !== undefined) return;
  if (what.asks && what.serviceId === GET_ACCESSIBLE_ROOTS && ++pass.roots > 1 && pass.rootsAnswered) {
    pass.doneT = pass.lastT;
    return;
  }
  if (!what.asks && what.roots) pass.rootsAnswered = true;
  pass.lastT = t;
  pass.messages++;
}

/** When each asker that has begun was through, undefined while one is not. `quietSince` says whether silence may decide. */
export function syncEnd(
  sync: SyncPass,
  quiet: (lastT: number) => boolean,
  busy: (asker: Dir) => boolean,
): number | undefined {
  const askers = Object.entries(sync.passes) as [Dir, Pass][];
  if (askers.length === 0) return undefined;
  let end = 0;
  for (const [asker, pass] of askers) {
    const done = pass.doneT ?? (pass.rootsAnswered && !busy(asker) && quiet(pass.lastT) ? pass.lastT : undefined);
    if (done === undefined) return undefined;
    end = Math.max(end, done);
  }
  return end;
}

export function syncMessages(sync: SyncPass): number {
  return sync.starts + (sync.passes.in?.messages ?? 0) + (sync.passes.out?.messages ?? 0);
}
