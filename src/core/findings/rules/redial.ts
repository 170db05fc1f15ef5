import { routeKey } from '../../model/lineage.ts';
import type { ConnectionView } from '../../model/view.ts';
import { count, duration } from '../../report/words.ts';
import type { Draft, SessionRule } from '../rule.ts';

const LOOP = 3;
const FAILED: ReadonlySet<string> = new Set(['refused', 'timeout', 'protocol', 'abnormal']);

/** The same route failed and was dialled again, three times or more in a row. */
export const judgeRedials: SessionRule = (views, _session, found) => {
  const ends = new Map<string, string>();
  for (const { conn, t, code } of found)
    if (conn !== undefined && !ends.has(`${conn} ${t}`)) ends.set(`${conn} ${t}`, code);
  const routes = new Map<string, ConnectionView[]>();
  for (const view of views) {
    const key = keyOf(view);
    if (key === undefined) continue;
    const route = routes.get(key);
    if (route) route.push(view);
    else routes.set(key, [view]);
  }
  const endOf = ({ conn, ending }: ConnectionView): string => ends.get(`${conn} ${ending?.t}`) ?? '';
  return [...routes.values()].flatMap((route) => loops(route, endOf));
};

function keyOf(view: ConnectionView): string | undefined {
  if (view.role === 'dialer') return `dial ${routeKey(view)}`;
  if (view.role === 'spare') return `spare ${view.state.url} ${view.state.registeredKey ?? ''}`;
  return view.state.up ? undefined : `address ${view.state.url}`;
}

function loops(route: readonly ConnectionView[], endOf: (view: ConnectionView) => string): Draft[] {
  const alike = (a: ConnectionView, b: ConnectionView): boolean =>
    (!wasActive(a) && !wasActive(b)) || endOf(a) === endOf(b);
  const drafts: Draft[] = [];
  let run: ConnectionView[] = [];
  const finish = (next: ConnectionView | undefined): void => {
    // The last failure counts only where it was dialled again.
    const redials = next ? run.length : run.length - 1;
    const [first] = run;
    const last = run.at(-1);
    if (first && last?.ending && redials >= LOOP) drafts.push(loop(first, last, run, redials, endOf(last)));
    run = [];
  };
  for (const view of route) {
    const previous = run.at(-1);
    const failed = view.ending !== undefined && FAILED.has(view.ending.class);
    if (!failed || (previous && !alike(previous, view))) finish(view);
    if (failed) run.push(view);
  }
  finish(undefined);
  return drafts;
}

/** It worked for a while; only an end that repeats itself makes a loop of such connections. */
function wasActive({ state, peer, keyKnown }: ConnectionView): boolean {
  // Without a key nobody can tell; an encrypted connection is then given the benefit of the doubt.
  return (peer && !keyKnown) || state.states.some((change) => change.state === 'ACTIVE');
}

function loop(
  first: ConnectionView,
  last: ConnectionView,
  run: readonly ConnectionView[],
  redials: number,
  cause: string,
): Draft {
  const end = last.ending?.t ?? last.now;
  return {
    code: 'connection.redial-loop',
    severity: 'warning',
    conn: last.conn,
    t: end,
    title: `The route of ${last.conn} failed ${count(run.length, 'time')} in a row within ${duration(end - first.state.opened.t)} and was dialled again each time`,
    explanation: `From ${first.conn} to ${last.conn} every dial of the same route ended in a failure${cause ? `, the last by ${cause}` : ''}. The library goes on for ever, with pauses up to 120 s.`,
    advice: 'Repeating does not help here: look at the cause of the single failures first.',
    ...(cause ? { causedBy: cause } : {}),
    count: redials,
    evidence: run
      .flatMap((view) => [view.state.opened.evidence, ...(view.ending ? [view.ending.evidence] : [])])
      .slice(0, 40),
  };
}
