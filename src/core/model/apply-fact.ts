import type { Fact } from '../dissect/facts.ts';
import type { Dir } from '../trace/records.ts';
import type { ConnectionState, Party } from './connection-state.ts';
import { addLatency } from './latency.ts';
import { firstOf } from './milestones.ts';
import { seedQuestion } from './seed-answers.ts';
import type { FrameMark } from './proof.ts';
import { answerRequest, askRequest } from './requests.ts';
import { noteSync } from './sync-pass.ts';
import { amount, present, text } from './text.ts';

const MAX_GAPS = 16;
const MAX_FAULTS = 32;
const GET_ACCESSIBLE_ROOTS = 2;

/** Keeps what a fact says beyond that it was said. */
export function applyFact(state: ConnectionState, fact: Fact, dir: Dir, mark: FrameMark): void {
  const party = state.parties[dir];
  switch (fact.kind) {
    case 'register': {
      const key = text(fact.publicKey);
      keepFirst(state, { registeredKey: key, localKey: key });
      return;
    }
    case 'authentication-request':
      keepFirst(state, { serverKey: text(fact.publicKey) });
      addRoundTrip(state, firstOf(state.said, 'register', 'out'), dir, mark);
      return;
    case 'authentication-success':
      if (fact.pingInterval !== undefined) state.pingIntervalMs = amount(fact.pingInterval);
      addRoundTrip(state, firstOf(state.said, 'authentication-response', 'out'), dir, mark);
      return;
    case 'communication-request':
      setKeys(state, dir === 'out' ? fact.source : fact.target, dir === 'out' ? fact.target : fact.source);
      return;
    case 'tag-failed': {
      const traffic = state.traffic[dir];
      if (traffic.tagFailed) traffic.tagFailed.count++;
      else
        traffic.tagFailed = { ...mark, count: 1, ...(fact.expected === undefined ? {} : { expected: fact.expected }) };
      return;
    }
    case 'counter-gap':
      if (state.gaps.length < MAX_GAPS)
        state.gaps.push({ ...mark, dir, missing: amount(fact.missing), known: amount(fact.known) });
      return;
    case 'fragmentation-violation':
      noteFragmentFault(state, 'violation', text(fact.why) ?? '', dir, mark);
      return;
    case 'fragmentation-empty-binary':
      noteFragmentFault(state, 'empty-binary', '', dir, mark);
      return;
    case 'group':
      keepFirst(state, { group: text(fact.name) });
      return;
    case 'person':
      Object.assign(party, present<Party>({ person: text(fact.id), email: text(fact.email), personAt: mark }));
      return;
    case 'keys':
      party.keysAt = mark;
      Object.assign(party, present<Party>({ keysOwner: text(fact.owner), personKey: text(fact.publicKey) }));
      return;
    case 'instance':
      Object.assign(
        party,
        present<Party>({
          instance: text(fact.id),
          instanceName: text(fact.name),
          instanceOwner: text(fact.owner),
          instanceAt: mark,
        }),
      );
      return;
    case 'pairing-identity':
      Object.assign(
        party,
        present<Party>({
          person: party.person ?? text(fact.person),
          email: party.email ?? text(fact.email),
          instanceKey: text(fact.instanceKey),
        }),
      );
      return;
    case 'chum-start':
      state.sync.starts++;
      return;
    case 'protocol-version':
      Object.assign(party, { chumVersion: amount(fact.version), chumVersionAt: mark });
      return;
    case 'rpc-request':
      askRequest(state.requests, dir, amount(fact.id), text(fact.service) ?? 'unknown', mark);
      noteSync(state.sync, dir, mark.t, { asks: true, serviceId: fact.serviceId });
      return;
    case 'rpc-answer':
      noteSync(state.sync, other(dir), mark.t, { asks: false, roots: fact.serviceId === GET_ACCESSIBLE_ROOTS });
      answerRequest(state.requests, { answerDir: dir, id: amount(fact.id), final: fact.final, ...mark }, state.latency);
      return;
    case 'rpc-error':
      noteRpcFault(state, fact, dir, mark);
      answerRequest(state.requests, { answerDir: dir, id: amount(fact.id), final: true, ...mark }, state.latency);
      return;
    case 'seed':
      addRoundTrip(state, seedQuestion(state.said, fact.type), dir, mark);
      return;
    case 'blob':
      answerRequest(state.requests, { answerDir: dir, id: amount(fact.id), final: false, ...mark }, state.latency);
      return;
    default:
      return;
  }
}

const KEPT = ['registeredKey', 'localKey', 'serverKey', 'group'] as const;

function keepFirst(state: ConnectionState, members: { [K in (typeof KEPT)[number]]?: string | undefined }): void {
  for (const name of KEPT) {
    const value = members[name];
    if (value !== undefined && state[name] === undefined) state[name] = value;
  }
}

function setKeys(state: ConnectionState, local: string | undefined, remote: string | undefined): void {
  Object.assign(state, present<ConnectionState>({ localKey: text(local), remoteKey: text(remote) }));
}

function addRoundTrip(state: ConnectionState, asked: FrameMark | undefined, dir: Dir, answer: FrameMark): void {
  if (asked && dir === 'in') addLatency(state.latency, answer.t - asked.t);
}

function noteRpcFault(state: ConnectionState, fact: Fact & { kind: 'rpc-error' }, dir: Dir, mark: FrameMark): void {
  const code = text(fact.code) ?? text(fact.name) ?? 'unknown';
  const key = `${dir} ${code}`;
  const known = state.rpcFaults.get(key);
  if (known) known.count++;
  else if (state.rpcFaults.size < MAX_FAULTS)
    state.rpcFaults.set(key, { ...mark, code, message: text(fact.message) ?? '', dir, id: amount(fact.id), count: 1 });
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
