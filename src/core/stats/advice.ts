import type { ConnectionReport, Evidence } from '../report/report.ts';
import { ms, percent } from './alert-words.ts';
import type { Basis } from './basis.ts';
import { groupFigures, grouped, peerKey, transportKey, transportTitle } from './groups.ts';
import type { Member } from './selected.ts';
import type { Advice, GroupFigures } from './stats-view.ts';

/** Where the time goes, which transport did better for a peer, and what to look at next. */
export function adviceOf(basis: Basis): Advice[] {
  return [...bottleneck(basis), ...betterTransports(basis), ...nextChecks(basis)];
}

interface Wait {
  what: string;
  ms: number;
  count: number;
  worst: number;
  check: string;
  evidence: Evidence[];
  conns: string[];
}

/** The phase or service that this page waited longest for. Phases of one connection follow each other, so their sum is time. */
function bottleneck({ selected }: Basis): Advice[] {
  const waits = new Map<string, Wait>();
  const transports = new Map<string, number>();
  const spend = (report: ConnectionReport, spent: number): void =>
    void transports.set(transportKey(report), (transports.get(transportKey(report)) ?? 0) + spent);
  for (const { report, stats, phases } of selected.members) {
    for (const { phase, ms: spent, verdict, reached, begun } of phases) {
      // The first pass consists of requests, which count below.
      if (phase === 'sync' || verdict === 'open') continue;
      const evidence = [reached ?? begun].flatMap((each) => each ?? []);
      spend(report, spent);
      add(waits, `the phase ${phase}`, {
        ms: spent,
        count: 1,
        worst: spent,
        check: PHASE_CHECKS[phase] ?? '',
        evidence,
        conns: [report.conn],
      });
    }
    for (const { family, name, out } of stats?.kinds.values() ?? []) {
      if (family !== 'rpc' || out.count === 0) continue;
      spend(report, out.sum);
      add(waits, `the service ${name}`, {
        ms: out.sum,
        count: out.count,
        worst: out.max,
        check: 'the Sync view shows each request with its answer',
        evidence: [],
        conns: [report.conn],
      });
    }
  }
  const all = [...waits.values()];
  const total = all.reduce((sum, wait) => sum + wait.ms, 0);
  const worst = all.toSorted((a, b) => b.ms - a.ms)[0];
  if (!worst || total < 1 || all.length < 2) return [];
  const share = worst.ms / total;
  return [
    {
      kind: 'bottleneck',
      text: `Most waiting is for ${worst.what}: ${ms(worst.ms)} of ${ms(total)}, ${percent(share)}, in ${worst.count} ${worst.count === 1 ? 'go' : 'goes'}, at most ${ms(worst.worst)}. ${transportWords(transports, total)}Look here first: ${worst.check}.`,
      evidence: worst.evidence,
      conns: worst.conns,
      share,
    },
  ];
}

/** Which transport most of it was spent on, where there was a choice. */
function transportWords(transports: ReadonlyMap<string, number>, total: number): string {
  const [most] = [...transports].toSorted(([, a], [, b]) => b - a);
  if (transports.size < 2 || !most) return '';
  return `${percent(most[1] / total)} of all waiting is on ${transportTitle(most[0])}. `;
}

function add(
  waits: Map<string, Wait>,
  what: string,
  { ms: spent, count, worst, check, evidence, conns }: Omit<Wait, 'what'>,
): void {
  const known = waits.get(what);
  if (!known) {
    waits.set(what, { what, ms: spent, count, worst, check, evidence, conns });
    return;
  }
  known.ms += spent;
  known.count += count;
  if (!known.conns.includes(conns[0] ?? '')) known.conns.push(...conns);
  if (worst <= known.worst) return;
  known.worst = worst;
  known.evidence = evidence;
}

const PHASE_CHECKS: Readonly<Record<string, string>> = {
  connect: 'the way to the server: DNS, TLS, proxies',
  register: 'the comm server, which answers each step of the registration',
  discovery: 'whether the peer has a spare connection waiting at its comm server',
  encryption: 'the peer, which makes its keys in this step',
  identity: 'the peer, which loads its keys and signs in this step',
  pairing: 'the inviter, who checks the token in this step',
};

/** A side has to have shown itself this often before it is compared. */
const LEAST_CONNECTIONS = 3;
const LEAST_TRIPS = 20;
const CLEARLY = 1.5;

function betterTransports({ selected }: Basis): Advice[] {
  const peers = grouped(selected.members, ({ report }) => peerKey(report));
  peers.delete('');
  return [...peers].flatMap(([, members]) => {
    const title = members.find(({ report }) => report.remote?.email)?.report.remote?.email ?? 'one peer';
    const sides = [...grouped(members, ({ report }) => transportKey(report))].map(([key, own]: [string, Member[]]) =>
      groupFigures(key, transportTitle(key), own, selected),
    );
    return compare(title, sides);
  });
}

function compare(peer: string, sides: readonly GroupFigures[]): Advice[] {
  const quick = sides
    .filter(({ trips }) => trips.count >= LEAST_TRIPS)
    .toSorted((a, b) => (a.trips.p50 ?? 0) - (b.trips.p50 ?? 0));
  const [best, other] = [quick[0], quick.at(-1)];
  if (best && other && best !== other && (other.trips.p50 ?? 0) >= CLEARLY * (best.trips.p50 ?? 0)) {
    return [
      {
        kind: 'transport',
        text: `With ${peer}, ${best.title} answered faster: median ${ms(best.trips.p50 ?? 0)}, ${other.title} ${ms(other.trips.p50 ?? 0)}.`,
        evidence: [],
        conns: [...best.conns, ...other.conns],
      },
    ];
  }
  const share = ({ failed, connections }: GroupFigures): number => failed / connections;
  const tried = sides
    .filter(({ connections }) => connections >= LEAST_CONNECTIONS)
    .toSorted((a, b) => share(a) - share(b));
  const [sound, weak] = [tried[0], tried.at(-1)];
  if (!sound || !weak || sound === weak || share(weak) - share(sound) < 0.2) return [];
  return [
    {
      kind: 'transport',
      text: `With ${peer}, ${sound.title} held better: ${sound.failed} of ${sound.connections} failed, ${weak.title} ${weak.failed} of ${weak.connections}.`,
      evidence: [],
      conns: [...sound.conns, ...weak.conns],
    },
  ];
}

const NEXT = 3;

/** The causes behind most errors, with the advice of their findings. */
function nextChecks({ selected }: Basis): Advice[] {
  const errors = selected.findings.filter(({ severity, causedBy }) => severity === 'error' && causedBy === undefined);
  return [...grouped(errors, ({ code }) => code)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, NEXT)
    .flatMap(([code, all]): Advice[] => {
      const [first] = all;
      if (!first) return [];
      return [
        {
          kind: 'next',
          text: `${code}${all.length > 1 ? `, ${all.length} times` : ''}: ${first.advice}`,
          evidence: first.evidence.slice(0, 1),
          conns: all.flatMap(({ conn }) => conn ?? []),
        },
      ];
    });
}
