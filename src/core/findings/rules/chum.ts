import { REQUEST_PATIENCE_MS } from '../../model/limits.ts';
import { wasPassedOver, type PendingRequest } from '../../model/requests.ts';
import { peerName, said, type ConnectionView } from '../../model/view.ts';
import { capital, count, duration } from '../../report/words.ts';
import { closeEvidence, closer, frames, type ConnectionRule, type Draft, type EndRule } from '../rule.ts';

const MAX_EVIDENCE = 20;

/** Requests that were still open when the connection ended, or for longer than 10 s. */
export const judgeRequests: ConnectionRule = (view, end) => {
  // A page that went away takes its requests with it; nobody is left to miss the answer.
  if (view.ending?.cause === 'page-gone') return [];
  const open = [...view.state.requests.pending.values()].filter(
    ({ lastSign }) => view.ending !== undefined || view.now - lastSign >= REQUEST_PATIENCE_MS,
  );
  const [first] = open;
  if (!first) return [];
  const until = view.ending?.t ?? view.now;
  const raced = open.every((request) => isLostAtStart(view, request));
  const cause = raced ? 'chum.start-race' : end?.severity === 'error' ? end.code : undefined;
  const asker = first.dir === 'out' ? 'this page' : peerName(view);
  return [
    {
      code: 'chum.request-unanswered',
      severity: 'error',
      conn: view.conn,
      t: view.ending?.t ?? first.lastSign + REQUEST_PATIENCE_MS,
      title: `${count(open.length, 'request')} on ${view.conn} without an answer: ${asker} asked for ${first.service} ${duration(until - first.asked.t)} before ${view.ending ? 'the connection ended' : 'now'}`,
      explanation: view.ending
        ? 'The answer can no longer come. Requests have no timeout of their own; the importer starts over with the next connection.'
        : 'Requests have no timeout, so the importer waits for this answer for as long as the connection lives, and nothing more is synchronised in this direction.',
      advice: view.ending
        ? 'See why the connection ended; the request itself may have been fine.'
        : 'Look at the answering side: an exception while it reads the object, or a request that came before it listened. A new connection helps.',
      ...(cause ? { causedBy: cause } : {}),
      ...(open.length > 1 ? { count: open.length } : {}),
      evidence: [
        ...frames(view, ...open.slice(0, MAX_EVIDENCE).map(({ asked }) => asked)),
        ...(view.ending ? [view.ending.evidence] : []),
      ],
    },
  ];
};

/** A request that came before the other side listened is lost without a trace (PROTOCOL §4.3). */
function isLostAtStart(view: ConnectionView, request: PendingRequest): boolean {
  if (request.id !== 0) return false;
  const waited = (view.ending?.t ?? view.now) - request.lastSign;
  return waited >= REQUEST_PATIENCE_MS || wasPassedOver(view.state.requests, request);
}

/** Request 0 lost, or answered UNKNOWN-SERVICE until the other side was ready. */
export const judgeStartRace: ConnectionRule = (view) => {
  const lost = [...view.state.requests.pending.values()].filter((request) => isLostAtStart(view, request));
  const early = [...view.state.rpcFaults.values()].filter(({ code }) => code === 'UNKNOWN-SERVICE');
  const [fault] = early;
  const [request] = lost;
  if (!fault && !request) return [];
  const asker = (request?.dir ?? (fault?.dir === 'in' ? 'out' : 'in')) === 'out' ? 'this page' : peerName(view);
  return [
    {
      code: 'chum.start-race',
      severity: 'warning',
      conn: view.conn,
      t: request?.asked.t ?? fault?.t ?? view.now,
      title: request
        ? `The first request of ${asker} on ${view.conn} was lost: the other side did not listen yet`
        : `The first request of ${asker} on ${view.conn} came before the other side served it`,
      explanation: request
        ? 'CHUM starts listening a moment after it has said `synchronisation`. A request that arrives in between is lost, and the importer that sent it waits for ever: this direction does not synchronise on this connection.'
        : 'CHUM registers its services a moment after it has begun. The importer asks again every 300 ms, up to 15 times.',
      advice: request
        ? 'Let the connection be made anew. The race is in the library; a slow start of either side makes it likelier.'
        : 'Nothing to do as long as a later attempt is answered.',
      evidence: [
        ...frames(view, said(view, 'chum-start'), ...lost.map(({ asked }) => asked)),
        ...early.flatMap((each) => frames(view, each)),
      ],
    },
  ];
};

/** The exporter serves only what it has announced (PROTOCOL §6.4). */
export const judgeAccess: ConnectionRule = (view) => {
  const refused = [...view.state.rpcFaults.values()].filter(
    ({ code, message }) => /^CES-/.test(code) && /unauthori[sz]ed/i.test(message),
  );
  const [first] = refused;
  if (!first) return [];
  const total = refused.reduce((sum, each) => sum + each.count, 0);
  const exporter = first.dir === 'in' ? peerName(view) : 'this page';
  return [
    {
      code: 'chum.unauthorized',
      severity: 'warning',
      conn: view.conn,
      t: first.t,
      title: `${capital(exporter)} refused ${count(total, 'request')} on ${view.conn}: not shared with this person`,
      explanation: `An exporter serves the roots it has announced and their children, nothing else. The first refusal reads: ${first.message}`,
      advice:
        'Look at the access objects of that person on the exporting side. A root that was withdrawn between the announcement and the request looks the same.',
      ...(total > 1 ? { count: total } : {}),
      evidence: refused.flatMap((each) => frames(view, each)),
    },
  ];
};

/** The two sides speak different versions of CHUM, which ends the synchronisation (PROTOCOL §6.4). */
export const judgeVersion: ConnectionRule = (view) => {
  const { in: remote, out: local } = view.state.parties;
  if (remote.chumVersion === undefined || local.chumVersion === undefined || remote.chumVersion === local.chumVersion)
    return [];
  return [
    versionMismatch(
      view,
      `this page speaks ${local.chumVersion}, ${peerName(view)} ${remote.chumVersion}`,
      remote.chumVersionAt,
      local.chumVersionAt,
    ),
  ];
};

export const endByVersion: EndRule = (view) => {
  if (view.ending.read.kind !== 'version-mismatch') return undefined;
  const draft = versionMismatch(view, view.ending.read.text, view.state.parties.in.chumVersionAt);
  return { ...draft, t: view.ending.t, evidence: [...draft.evidence, ...closeEvidence(view)] };
};

function versionMismatch(
  view: ConnectionView,
  what: string,
  ...marks: ({ t: number; seq: number } | undefined)[]
): Draft {
  return {
    code: 'chum.version-mismatch',
    severity: 'error',
    conn: view.conn,
    t: Math.max(...marks.flatMap((mark) => mark?.t ?? []), view.state.opened.t),
    title: `The versions of CHUM on ${view.conn} differ: ${what}`,
    explanation:
      'The importer compares the version numbers and ends the synchronisation when they differ. Nothing is exchanged.',
    advice: 'Bring both sides to the same version of one.core.',
    evidence: frames(view, ...marks),
  };
}

/** An exception while a message was handled ends the connection (PROTOCOL §6.5). */
export const endByHandlerError: EndRule = (view) => {
  const handler = view.ending.read.kind === 'handler-error';
  if (!handler && view.ending.read.kind !== 'chum-error') return undefined;
  const local = view.ending.by === 'local';
  const empty = [...view.state.fragmentFaults.values()].some(({ kind }) => kind === 'empty-binary');
  return {
    code: handler ? 'chum.handler-error' : 'chum.failed',
    severity: 'error',
    conn: view.conn,
    t: view.ending.t,
    title: `${capital(closer(view, peerName(view)))} failed ${handler ? 'at a message' : 'in the synchronisation'} on ${view.conn}: ${view.ending.read.text}`,
    explanation: handler
      ? 'An exception was thrown while a message was handled, and the library closes the connection at any exception there. The next connection meets the same message again.'
      : 'The synchronisation ended with an error, which it gave as the reason of the close.',
    advice: 'Look at the last message before the close, and at the console of the side that closed.',
    ...(empty ? { causedBy: 'fragmentation.empty-binary' } : {}),
    evidence: [...frames(view, view.state.traffic[local ? 'in' : 'out'].last), ...closeEvidence(view)],
  };
};
