import { ROW } from '../../../core/contract/row-columns.ts';
import { createPasses, type Pass } from '../../../core/sync/passes.ts';
import type { Growing } from '../rows/followed-rows.ts';
import type { RowsView } from '../rows/rows-view.ts';
import type { Rows } from '../session.ts';
import type { SyncStore } from './sync-store.ts';

/** A pass with what its answers add. */
export interface ShownPass extends Pass {
  end: number;
  answered: number;
  objects: number;
}

/** What is under one heading: a pass, or idle looks for news in a row. */
export interface SyncGroup {
  key: string;
  passes: ShownPass[];
  requests: number;
  isFolded: boolean;
  /** Place of its heading among the display rows. */
  top: number;
}

export type SyncItem = { kind: 'group'; group: SyncGroup } | { kind: 'request'; request: number; pass: ShownPass };

export interface SyncList extends Growing {
  /** Requests that scope and filter leave. */
  readonly requests: readonly number[];
  /** An answer that the filter finds came for a request that it does not: make the list anew. */
  readonly isStale: boolean;
  /** The groups as they are now. `toggled` were folded or opened by hand. */
  groups(toggled: ReadonlySet<string>): SyncGroup[];
}

/** Groups the requests that scope and filter leave into passes. A request stays where it or its answer is shown. */
export function createSyncList(store: SyncStore, { columns }: Rows, view: RowsView): SyncList {
  const passes = createPasses();
  const requests: number[] = [];
  const passOf: (ShownPass | undefined)[] = [];
  let next = 0;
  let nextAnswer = 0;
  let isStale = false;

  const isShown = (row: number | undefined): boolean => row !== undefined && view.indexOf(row) >= 0;

  function take(request: number): void {
    const row = store.row(request);
    if (!isShown(row) && !isShown(store.answer(request))) return;
    const isOut = (columns.get('flags', row) & ROW.out) !== 0;
    const [conn, t] = [columns.get('conn', row), columns.get('t', row)];
    const pass = passes.add(request, { conn, isOut, isRoots: store.isRoots(request), t }) as ShownPass;
    pass.end = Math.max(pass.end ?? t, t);
    pass.answered ??= 0;
    pass.objects ??= 0;
    passOf[request] = pass;
    requests.push(request);
  }

  /** @returns false where the request itself was not judged so far */
  function takeAnswer(request: number): boolean {
    if (request >= next) return false;
    const row = store.answer(request) ?? 0;
    if (row >= view.judged) return false;
    const pass = passOf[request];
    if (pass === undefined) {
      isStale ||= isShown(row);
      return true;
    }
    pass.end = Math.max(pass.end, columns.get('t', row));
    pass.answered += 1;
    if (['verified', 'wrong object'].includes(store.state(request))) pass.objects += 1;
    return true;
  }

  return {
    requests,
    get isStale() {
      return isStale;
    },
    extend(isSpent) {
      while (next < store.count && store.row(next) < view.judged) {
        take(next);
        next += 1;
        if ((next & 255) === 0 && isSpent()) return false;
      }
      while (nextAnswer < store.answered && takeAnswer(store.answeredAt(nextAnswer))) {
        nextAnswer += 1;
        if ((nextAnswer & 255) === 0 && isSpent()) return false;
      }
      return true;
    },
    groups: (toggled) => groupPasses(passes.all as readonly ShownPass[], toggled),
  };
}

/** A poll that is over and found nothing out of order. */
const isIdle = ({ isPoll, answered, requests }: ShownPass): boolean => isPoll && answered === requests.length;

function groupPasses(passes: readonly ShownPass[], toggled: ReadonlySet<string>): SyncGroup[] {
  const groups: SyncGroup[] = [];
  for (const pass of passes) {
    const last = groups.at(-1);
    const before = last?.passes.at(-1);
    if (last && before && before.conn === pass.conn && isIdle(before) && isIdle(pass)) {
      last.passes.push(pass);
      last.requests += pass.requests.length;
    } else {
      const key = `${pass.conn} ${pass.n}`;
      groups.push({ key, passes: [pass], requests: pass.requests.length, isFolded: false, top: 0 });
    }
  }
  let top = 0;
  for (const group of groups) {
    // Polls in a row are folded until they are opened, passes are open until they are folded.
    group.isFolded = group.passes.length > 1 !== toggled.has(group.key);
    group.top = top;
    top += 1 + (group.isFolded ? 0 : group.requests);
  }
  return groups;
}

export function displayLength(groups: readonly SyncGroup[]): number {
  const last = groups.at(-1);
  return last === undefined ? 0 : last.top + 1 + (last.isFolded ? 0 : last.requests);
}

/** What stands at a place of the list. */
export function itemAt(groups: readonly SyncGroup[], index: number): SyncItem | undefined {
  let low = 0;
  let high = groups.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((groups[middle]?.top ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  const group = groups[low];
  if (group === undefined || index < 0 || index >= displayLength(groups)) return undefined;
  let within = index - group.top - 1;
  if (within < 0) return { kind: 'group', group };
  for (const pass of group.passes) {
    const request = pass.requests[within];
    if (request !== undefined) return { kind: 'request', request, pass };
    within -= pass.requests.length;
  }
  return undefined;
}
