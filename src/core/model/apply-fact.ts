import type { Fact } from '../dissect/facts.ts';
import type { Dir } from '../trace/records.ts';
import type { ConnectionState } from './connection-state.ts';
import { addLatency } from './latency.ts';
import { firstOf } from './milestones.ts';
import type { FrameMark } from './proof.ts';
import { answerRequest, askRequest } from './requests.ts';
import { noteSync } from './sync-pass.ts';

const MAX_GAPS = 16;
const MAX_FAULTS = 32;
const GET_ACCESSIBLE_ROOTS = 2;

/** Keeps what a fact says beyond that it was said. */
export function applyFact(state: ConnectionState, fact: Fact, dir: Dir, mark: FrameMark): void {
  const party = state.parties[dir];
  switch (fact.kind) {
    case 'register':
      if (fact.publicKey) state.registeredKey ??= fact.publicKey;
      state.localKey ??= fact.publicKey;
      return;
    case 'authentication-request':
      if (fact.publicKey) state.serverKey ??= fact.publicKey;
      addRoundTrip(state, firstOf(state.said, 'register', 'out'), dir, mark);
      return;
    case 'authentication-success':
      if (fact.pingInterval !== undefined) state.pingIntervalMs = fact.pingInterval;
      addRoundTrip(state, firstOf(state.said, 'authentication-response', 'out'), dir, mark);
      return;
    case 'communication-request':
      state.localKey = (dir === 'out' ? fact.source : fact.target) ?? state.localKey;
      state.remoteKey = (dir === 'out' ? fact.target : fact.source) ?? state.remoteKey;
      return;
    case 'tag-failed': {
      const traffic = state.traffic[dir];
      if (traffic.tagFailed) traffic.tagFailed.count++;
      else traffic.tagFailed = { ...mark, expected: fact.expected, count: 1 };
      return;
    }
    case 'counter-gap':
      if (state.gaps.length < MAX_GAPS) state.gaps.push({ ...mark, dir, missing: fact.missing, known: fact.known });
      return;
    case 'fragmentation-violation':
      noteFragmentFault(state, 'violation', fact.why, dir, mark);
      return;
    case 'fragmentation-empty-binary':
      noteFragmentFault(state, 'empty-binary', '', dir, mark);
      return;
    case 'group':
      state.group ??= fact.name;
      return;
    case 'person':
      Object.assign(party, { person: fact.id, email: fact.email, personAt: mark });
      return;
    case 'keys':
      party.keysAt = mark;
      if (fact.owner) party.keysOwner = fact.owner;
      if (fact.publicKey) party.personKey = fact.publicKey;
      return;
    case 'instance':
      Object.assign(party, {
        instance: fact.id,
        instanceName: fact.name,
        instanceOwner: fact.owner,
        instanceAt: mark,
      });
      return;
    case 'pairing-identity':
      if (fact.person) party.person ??= fact.person;
      if (fact.email) party.email ??= fact.email;
      if (fact.instanceKey) party.instanceKey = fact.instanceKey;
      return;
    case 'chum-start':
      state.sync.starts++;
      return;
    case 'protocol-version':
      party.chumVersion = fact.version;
      party.chumVersionAt = mark;
      return;
    case 'rpc-request':
      askRequest(state.requests, dir, fact.id, fact.service, mark);
      noteSync(state.sync, dir, mark.t, { asks: true, serviceId: fact.serviceId });
      return;
    case 'rpc-answer':
      noteSync(state.sync, other(dir), mark.t, { asks: false, roots: fact.serviceId === GET_ACCESSIBLE_ROOTS });
      answerRequest(state.requests, { answerDir: dir, id: fact.id, final: fact.final, t: mark.t }, state.latency);
      return;
    case 'rpc-error':
      noteRpcFault(state, fact, dir, mark);
      answerRequest(state.requests, { answerDir: dir, id: fact.id, final: true, t: mark.t }, state.latency);
      return;
    case 'blob':
      answerRequest(
        state.requests,
        { answerDir: dir, id: fact.id, final: fact.end === true, t: mark.t },
        state.latency,
      );
      return;
    default:
      return;
  }
}

function addRoundTrip(state: ConnectionState, asked: FrameMark | undefined, dir: Dir, answer: FrameMark): void {
  if (asked && dir === 'in') addLatency(state.latency, answer.t - asked.t);
}

function noteRpcFault(state: ConnectionState, fact: Fact & { kind: 'rpc-error' }, dir: Dir, mark: FrameMark): void {
  const code = fact.code ?? fact.name ?? 'unknown';
  const key = `${dir} ${code}`;
  const known = state.rpcFaults.get(key);
  if (known) known.count++;
  else if (state.rpcFaults.size < MAX_FAULTS)
    state.rpcFaults.set(key, { ...mark, code, message: fact.message ?? '', dir, id: fact.id, count: 1 });
}

function noteFragmentFault(
  state: ConnectionState,
  kind: 'violation' | 'empty-binary',
  why: string,
  dir: Dir,
  mark: FrameMark,
): void {
  const known = state.fragmentFaults.get(`${dir} ${kind}`);
  if (known) known.count++;
  else state.fragmentFaults.set(`${dir} ${kind}`, { ...mark, kind, why, dir, count: 1 });
}

function other(dir: Dir): Dir {
  return dir === 'in' ? 'out' : 'in';
}
