import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { handshakeOf, handshakesOf, type Handshake } from '../../../core/report/handshakes.ts';
import { axisLength, inviteAxis, type InviteAxis } from '../../../core/report/invite-axis.ts';
import { handshakeSteps, inviteSteps, type HandshakeStep } from '../../../core/report/invite-steps.ts';
import { rankOf, spreadGroups, type SpreadGroup } from '../../../core/report/phase-spread.ts';
import type { ConnectionReport, InviteReport } from '../../../core/report/report.ts';
import { waitRemark, type WaitRemark } from '../../../core/report/wait-remark.ts';
import { clockSeconds, short } from '../format.ts';
import type { Scope } from '../scope/scope.ts';
import type { Session } from '../session.ts';

/** What the upper half of the view is about: an invite over its connections, or the handshake of a single one. */
export type Subject =
  | { kind: 'invite'; key: string; title: string; invite: InviteReport }
  | { kind: 'handshake'; key: string; title: string; connection: ConnectionReport; handshake: Handshake };

export interface Course {
  subject: Subject;
  axis: InviteAxis;
  steps: HandshakeStep[];
  remark: WaitRemark | undefined;
}

export interface Handshakes {
  subjects: ReadonlySignal<Subject[]>;
  course: ReadonlySignal<Course | undefined>;
  all: ReadonlySignal<Handshake[]>;
  /** Of all handshakes first, then of each transport and each peer. */
  spreads: ReadonlySignal<SpreadGroup[]>;
  /** Which of them is shown. */
  spreadKey: Signal<string>;
  /** Length of the axis that the bars of all handshakes share. */
  barsMs: ReadonlySignal<number>;
  choose(key: string): void;
}

/** Everything is computed when it is looked at, and again with each report. */
export function createHandshakes(session: Session, scope: Scope): Handshakes {
  const chosen = signal<string | undefined>(undefined);
  const report = session.report;
  const all = computed(() => handshakesOf(report.value.connections));
  const subjects = computed(() => {
    const { connections, invites } = report.value;
    return subjectsOf(connections, invites, scope.conns.value);
  });
  const course = computed((): Course | undefined => {
    const subject = subjects.value.find(({ key }) => key === chosen.value) ?? subjects.value[0];
    if (subject === undefined) return undefined;
    const { connections, findings } = report.value;
    if (subject.kind === 'handshake') {
      const { connection, handshake } = subject;
      return { subject, axis: handshakeAxis(handshake), steps: handshakeSteps(connection), remark: undefined };
    }
    const { invite } = subject;
    return {
      subject,
      axis: inviteAxis(invite, connections),
      steps: inviteSteps(invite, connections),
      remark: waitRemark(invite, connections, findings),
    };
  });
  return {
    all,
    subjects,
    course,
    spreads: computed(() => spreadGroups(report.value.connections)),
    spreadKey: signal(''),
    barsMs: computed(() =>
      axisLength(
        rankOf(
          all.value.map(({ ms }) => ms).toSorted((a, b) => a - b),
          0.95,
        ) ?? 1,
      ),
    ),
    choose(key) {
      chosen.value = key;
    },
  };
}

/** More than these are not offered to choose from; the list of all handshakes is there for that. */
const MOST_SUBJECTS = 200;

/** Invites that the scope touches, and where it is one connection, its own handshake; else the latest one. */
export function subjectsOf(
  connections: readonly ConnectionReport[],
  invites: readonly InviteReport[],
  scope: ReadonlySet<string> | undefined,
): Subject[] {
  const inScope = scope === undefined ? connections : connections.filter(({ conn }) => scope.has(conn));
  const touched = invites.filter(({ conns }) => scope === undefined || conns.some((conn) => scope.has(conn)));
  const offered = touched.slice(-MOST_SUBJECTS).map((invite): Subject => {
    const title = `Invite ${clockSeconds(invite.start)}${withPeer(invite, connections)}`;
    return { kind: 'invite', key: `invite ${invite.start} ${invite.conns[0] ?? ''}`, title, invite };
  });
  const [only] = scope?.size === 1 ? inScope : [];
  if (only) {
    const own = subjectOf(only);
    const isPairing = only.phases.some(({ phase }) => phase === 'pairing');
    return isPairing ? [...offered, ...own] : [...own, ...offered];
  }
  const latest = inScope.findLast((connection) => handshakeOf(connection) !== undefined);
  return offered.length > 0 || latest === undefined ? offered : subjectOf(latest);
}

function subjectOf(connection: ConnectionReport): Subject[] {
  const handshake = handshakeOf(connection);
  if (handshake === undefined) return [];
  const { conn, role, remote } = connection;
  const peer = remote?.email ?? (remote?.publicKey && short(remote.publicKey));
  const title = ['Handshake of', conn, '·', role, ...(peer ? ['·', peer] : [])].join(' ');
  return [{ kind: 'handshake', key: `handshake ${conn}`, title, connection, handshake }];
}

function withPeer({ conns, host }: InviteReport, connections: readonly ConnectionReport[]): string {
  const remote = connections.find(({ conn, remote: of }) => conns.includes(conn) && of !== undefined)?.remote;
  const name = remote?.email ?? (remote?.publicKey && short(remote.publicKey)) ?? host;
  return name ? ` · ${name}` : '';
}

function handshakeAxis({ conn, start, ms, phases }: Handshake): InviteAxis {
  return {
    lengthMs: axisLength(Math.max(ms, 1)),
    budgetAtMs: undefined,
    segments: phases.map((phase) => ({
      conn,
      phase: phase.phase,
      start: phase.start - start,
      end: phase.end - start,
    })),
    waits: [],
  };
}
