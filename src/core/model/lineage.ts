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
  for (const { conn, state } of family) {
    const free = vacancies.findIndex((vacancy) => vacancy.t <= state.opened.t && vacancy.conn !== conn);
    if (free < 0) continue;
    const [vacancy] = vacancies.splice(free, 1);
    if (vacancy) add(conn, vacancy.kind, vacancy.conn);
  }
}

/** A dial that follows one that ended. Dropped duplicates are passed over: the dial they doubled is the one that is repeated. */
function redial(family: readonly ConnectionView[], add: Add): void {
  family.forEach((view, index) => {
    if (view.ending?.class === 'duplicate') return;
    const before = family
      .slice(0, index)
      .filter((other) => (other.ending?.t ?? Infinity) <= view.state.opened.t && sameGroup(other, view));
    const previous = before.findLast(({ ending }) => ending?.class !== 'duplicate') ?? before.at(-1);
    if (previous) add(view.conn, 'redial-of', previous.conn);
  });
}

function supersede(family: readonly ConnectionView[], add: Add): void {
  for (const view of family) {
    const { ending } = view;
    if (!ending) continue;
    const others = family.filter((other) => other !== view && sameGroup(other, view));
    if (ending.class === 'duplicate') {
      const alive = others.filter(
        (other) => other.state.opened.t <= view.state.opened.t && other.ending?.class !== 'duplicate',
      );
      const kept = alive.findLast((other) => (other.ending?.t ?? Infinity) >= ending.t) ?? alive.at(-1);
      if (kept) add(view.conn, 'duplicate-of', kept.conn);
    } else if (ending.class === 'replaced') {
      const newer = others.findLast(
        (other) => startOf(other) > startOf(view) && startOf(other) <= ending.t && other.ending?.class !== 'duplicate',
      );
      if (!newer) continue;
      add(view.conn, 'replaced-by', newer.conn);
      add(newer.conn, 'replaces', view.conn);
    }
  }
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
