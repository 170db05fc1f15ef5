import type { Dissection } from '../dissect/dissection.ts';
import { judgeSession } from '../findings/judge.ts';
import type {
  ConnectionReport,
  Finding,
  InviteReport,
  RegistrationStep,
  SecurityEvent,
  SessionReport,
} from '../report/report.ts';
import type { RouteTable } from '../plugins/route-table.ts';
import { statsOf } from '../report/stats.ts';
import type { TraceRecord } from '../trace/records.ts';
import { createDigests } from './digests.ts';
import { environmentOf } from './environment.ts';
import { followInvites } from './invite.ts';
import { lineageOf } from './lineage.ts';
import { registrationSteps } from './registration.ts';
import { securityEvents } from './security-events.ts';
import { createSessionState } from './session-state.ts';
import { take } from './take.ts';
import { present } from './text.ts';

/**
 * What a trace means, as far as it was read. Live and file are the same: push every record once, in order, and look when
 * something is to be shown. "Now" is the latest time in the trace, so the same records always give the same answers; only
 * whoever watches a page that is still there may say how late it has become.
 */
export interface Model {
  /**
   * Takes the next record, with the dissection of a frame where there is one. Constant work and memory for each frame;
   * throws for nothing that a trace can contain.
   */
  push(record: TraceRecord, dissection?: Dissection): void;
  /** Time passed without a record, epoch milliseconds: what is waited for by now is overdue or stalled. Never goes back. */
  clock(t: number): void;
  /** Moves with every record: what was read at one version stays as it is until the next. */
  version(): number;
  /** Connections in order of opening, each with the codes of its findings. */
  connections(): ConnectionReport[];
  /** Findings in order of time. */
  findings(): Finding[];
  /** Invites of the session, in order of their first dial. */
  invites(): InviteReport[];
  /** The pages of a registration, in order, each with the traffic that it caused. */
  registration(): RegistrationStep[];
  /** Authentication, encryption and pairing as a log of their own. */
  security(): SecurityEvent[];
  /** The library's table of routes of each page, where it is known. */
  routes(): RouteTable[];
  /** Everything, as `report --json` prints it. */
  report(): SessionReport;
}

export function createModel(): Model {
  const session = createSessionState();
  const digest = createDigests(session);
  let version = 0;
  let cached: { version: number; report: SessionReport } | undefined;

  const look = (): SessionReport => {
    if (cached?.version !== version) cached = { version, report: conclude() };
    return cached.report;
  };

  const conclude = (): SessionReport => {
    const digests = [...session.connections.values()].toSorted((a, b) => a.opened.t - b.opened.t).map(digest);
    const views = digests.map(({ view }) => view);
    const findings = judgeSession(
      views,
      session,
      digests.flatMap(({ findings: own }) => own),
    );
    const codes = codesByConnection(findings);
    const lineage = lineageOf(views);
    const connections = digests.map(({ view, report }) => ({
      ...report,
      findings: codes.get(view.conn) ?? [],
      ...present<Pick<ConnectionReport, 'lineage'>>({ lineage: lineage.get(view.conn) }),
    }));
    const environment = environmentOf(session.environment, views);
    const registration = registrationSteps(session.registration, session.now);
    return {
      connections,
      findings,
      invites: followInvites(views, session),
      ...(registration.length > 0 ? { registration } : {}),
      security: securityEvents(views),
      ...(session.routes.size > 0 ? { routes: [...session.routes.values()] } : {}),
      ...(session.marks.length > 0 ? { marks: [...session.marks] } : {}),
      ...(environment ? { environment } : {}),
      stats: statsOf(connections, findings, views, session),
    };
  };

  return {
    push(record, dissection) {
      version++;
      take(session, record, dissection);
    },
    clock(t) {
      if (!(t > session.now)) return;
      version++;
      session.now = t;
    },
    version: () => version,
    connections: () => look().connections,
    findings: () => look().findings,
    invites: () => look().invites,
    registration: () => look().registration ?? [],
    security: () => look().security,
    routes: () => look().routes ?? [],
    report: look,
  };
}

function codesByConnection(findings: readonly Finding[]): Map<string, string[]> {
  const codes = new Map<string, string[]>();
  for (const { conn, code } of findings) {
    if (conn === undefined) continue;
    const known = codes.get(conn);
    if (known) known.push(code);
    else codes.set(conn, [code]);
  }
  return codes;
}
