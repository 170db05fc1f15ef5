import { isStubKey } from '../crypto/session-key.ts';
import type { Dissection } from '../dissect/dissection.ts';
import type { Fact } from '../dissect/facts.ts';
import { routeTableOf } from '../plugins/route-table.ts';
import type { TraceRecord } from '../trace/records.ts';
import { applyFrame } from './apply-frame.ts';
import { applyRecord, type LifeRecord } from './apply-record.ts';
import { createConnectionState, type ConnectionState } from './connection-state.ts';
import { noteCrossing } from './crossings.ts';
import { notePageFacts } from './environment.ts';
import { frameProof, recordProof } from './proof.ts';
import { notePairing } from './pairings.ts';
import { countFrame, countOpening, noteNavigation, notePageLoad } from './registration.ts';
import { noteCommHost, noteLoss, noteNote, noteOwner, noteSessionError, type SessionState } from './session-state.ts';

/** Takes one record, in file order, into the session. Never throws on what a page may have written. */
export function take(session: SessionState, record: TraceRecord, dissection: Dissection | undefined): void {
  if (Number.isFinite(record.t)) {
    session.now = Math.max(session.now, record.t);
    session.started = Math.min(session.started, record.t);
  }
  switch (record.kind) {
    case 'frame':
      takeFrame(session, record, dissection);
      return;
    case 'open':
    case 'state':
    case 'call':
    case 'close':
    case 'plugin':
      takeLife(session, record);
      return;
    case 'error':
      if (record.conn === undefined) noteSessionError(session, record.message, recordProof(record));
      else takeLife(session, record);
      return;
    case 'page':
      session.context++;
      notePageLoad(session.registration, record);
      notePageFacts(session.environment, record);
      session.pages.set(record.page, {
        page: record.page,
        url: record.url,
        realm: record.realm,
        opened: recordProof(record),
        lastT: record.t,
        ...(record.parent === undefined ? {} : { parent: record.parent }),
      });
      return;
    case 'key': {
      const state = session.connections.get(record.conn);
      if (state && !isStubKey(record)) {
        state.keyKnown = true;
        state.version++;
      }
      return;
    }
    case 'lost':
      noteLoss(session, record, recordProof(record));
      return;
    case 'note':
      noteNavigation(session.registration, record);
      noteNote(session, record, recordProof(record));
      return;
    case 'sample': {
      const table = routeTableOf(record);
      if (table) session.routes.set(table.page, table);
      return;
    }
    case 'foreign':
      return;
  }
}

/** Facts after which more is known of who is at the other end. */
const TELLS_WHO: ReadonlySet<Fact['kind']> = new Set(['person', 'instance', 'pairing-identity', 'seed']);

function takeFrame(session: SessionState, record: TraceRecord & { kind: 'frame' }, dissection?: Dissection): void {
  const state = session.connections.get(record.conn) ?? begin(session, record);
  touch(session, state, record.t);
  applyFrame(state, record, dissection);
  countFrame(session.registration, state, record);
  noteCrossing(session.crossings, record);
  for (const { kind } of dissection?.facts ?? []) {
    if (!TELLS_WHO.has(kind)) continue;
    noteOwner(session, state.remoteKey, state.parties.in);
    noteOwner(session, state.parties.in.instanceKey, state.parties.in);
    notePairing(session, state);
  }
  if (dissection?.layers.includes('comm-server')) noteCommHost(session, state.host);
}

function takeLife(session: SessionState, record: LifeRecord & { conn?: string }): void {
  if (record.conn === undefined) return;
  const state = session.connections.get(record.conn) ?? begin(session, { ...record, conn: record.conn });
  applyRecord(state, record);
  touch(session, state, record.t);
  if (record.kind === 'open') countOpening(session.registration, state);
}

/** The first record of a connection; where it is not `open`, the connection is older than the trace. */
function begin(
  session: SessionState,
  record: Exclude<TraceRecord, { kind: 'foreign' }> & { conn: string },
): ConnectionState {
  const proof =
    record.kind === 'frame' ? frameProof(record.conn, { t: record.t, seq: record.seq }) : recordProof(record);
  const state = createConnectionState(record.conn, proof);
  session.connections.set(record.conn, state);
  return state;
}

function touch(session: SessionState, state: ConnectionState, t: number): void {
  state.version++;
  if (!(t > state.lastT)) return;
  state.lastT = t;
  const page = session.pages.get(state.page);
  if (page && t > page.lastT) page.lastT = t;
}
