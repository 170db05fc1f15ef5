import type { ConnectionReport } from '../report/report.ts';
import type { ConnectionView } from './view.ts';
import { firstOf } from './milestones.ts';

export type Lineage = NonNullable<ConnectionReport['lineage']>;

/** What became of what: redials, refilled spares, dropped duplicates, replacements. `views` in order of opening. */
export function lineageOf(views: readonly ConnectionView[]): Map<string, Lineage> {
  const lineage = new Map<string, Lineage>();
  const add = (conn: string, kind: Lineage[number]['kind'], of: string): void => {
    const known = lineage.get(conn);
    if (known) known.push({ kind, conn: of });
    else lineage.set(conn, [{ kind, conn: of }]);
  };
  for (const family of groupBy(views.filter(isRegistered), poolKey)) refill(family, add);
  for (const family of groupBy(views.filter(isDial), routeKey)) redial(family, add);
  for (const family of groupBy(
    views.filter((view) => view.peer || isDial(view)),
    pairKey,
  ))
    supersede(family, add);
  return lineage;
}

type Add = (conn: string, kind: Lineage[number]['kind'], of: string) => void;

const isRegistered = (view: ConnectionView): boolean => view.state.registeredKey !== undefined;
const isDial = (view: ConnectionView): boolean => view.role === 'dialer';
const poolKey = ({ state }: ConnectionView): string => `${state.url} ${state.registeredKey ?? ''}`;
const pairKey = ({ state }: ConnectionView): string => `${state.localKey ?? ''} ${state.remoteKey ?? ''}`;

/** Dials of one route: same address and keys; the group is known only once the encryption stands. */
export const routeKey = (view: ConnectionView): string => `${view.state.url} ${pairKey(view)}`;

interface Vacancy {
  conn: string;
  t: number;
  kind: 'refills' | 'redial-of';
}

/** A place in the pool becomes free by a hand-over or by a loss; the next registration takes the one that is free longest. */
function refill(family: readonly ConnectionView[], add: Add): void {
  const vacancies: Vacancy[] = family.flatMap(({ conn, state, ending }): Vacancy[] => {
    const handover = firstOf(state.said, 'handover', 'in');
    if (handover) return [{ conn, t: handover.t, kind: 'refills' }];
    return ending ? [{ conn, t: ending.t, kind: 'redial-of' }] : [];
  });
  vacancies.sort((a, b) => a.t - b.t);
  let next = 0;
  for (const { conn, state } of family) {
    const free = vacancies[next];
    if (!free || free.t > state.opened.t || free.conn === conn) continue;
    next++;
    add(conn, free.kind, free.conn);
  }
}

/** A dial that follows one that ended. Dropped duplicates are passed over: the dial they doubled is the one that is repeated. */
function redial(family: readonly ConnectionView[], add: Add): void {
  family.forEach((view, index) => {
    if (view.ending?.class === 'duplicate') return;
    const ended = (other: ConnectionView): boolean =>
      (other.ending?.t ?? Infinity) <= view.state.opened.t && sameGroup(other, view);
    const previous =
      lastBefore(family, index, (other) => ended(other) && isKept(other)) ?? lastBefore(family, index, ended);
    if (previous) add(view.conn, 'redial-of', previous.conn);
  });
}

function supersede(family: readonly ConnectionView[], add: Add): void {
  family.forEach((view, index) => {
    const { ending } = view;
    if (ending?.class === 'duplicate') {
      const kept = (other: ConnectionView): boolean => isKept(other) && sameGroup(other, view);
      const alive = (other: ConnectionView): boolean => kept(other) && (other.ending?.t ?? Infinity) >= ending.t;
      const doubled = lastBefore(family, index, alive) ?? lastBefore(family, index, kept);
      if (doubled) add(view.conn, 'duplicate-of', doubled.conn);
    } else if (ending?.class === 'replaced') {
      const newer = lastBefore(
        family,
        family.length,
        (other) =>
          startOf(other) > startOf(view) && startOf(other) <= ending.t && isKept(other) && sameGroup(other, view),
      );
      if (!newer) return;
      add(view.conn, 'replaced-by', newer.conn);
      add(newer.conn, 'replaces', view.conn);
    }
  });
}

const isKept = ({ ending }: ConnectionView): boolean => ending?.class !== 'duplicate';

/** Looks back no further than this: whatever came before has long been superseded by something nearer. */
const LOOK_BACK = 64;

function lastBefore(
  family: readonly ConnectionView[],
  index: number,
  fits: (view: ConnectionView) => boolean,
): ConnectionView | undefined {
  for (let at = index - 1; at >= Math.max(0, index - LOOK_BACK); at--) {
    const view = family[at];
    if (view && fits(view)) return view;
  }
  return undefined;
}

/** When it became a connection between the two: a spare is older than its hand-over. */
function startOf({ state }: ConnectionView): number {
  return firstOf(state.said, 'communication-request')?.t ?? state.opened.t;
}

function sameGroup(a: ConnectionView, b: ConnectionView): boolean {
  return a.state.group === undefined || b.state.group === undefined || a.state.group === b.state.group;
}

function groupBy(views: readonly ConnectionView[], key: (view: ConnectionView) => string): ConnectionView[][] {
  const groups = new Map<string, ConnectionView[]>();
  for (const view of views) {
    const name = key(view);
    const group = groups.get(name);
    if (group) group.push(view);
    else groups.set(name, [view]);
  }
  return [...groups.values()];
}
