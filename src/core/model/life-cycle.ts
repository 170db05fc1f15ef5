import type { Fact } from '../dissect/facts.ts';
import type { LifeState } from '../report/report.ts';
import type { ConnectionState } from './connection-state.ts';
import { bothOf, firstOf } from './milestones.ts';
import { carriesData } from './gatt.ts';
import { frameProof, type FrameMark, type Proof } from './proof.ts';

const MAX_STATES = 64;

/** Records a state with what caused it. Staying in a state is no change. */
export function enter(state: ConnectionState, life: LifeState, { t, evidence }: Proof): void {
  if (state.states.at(-1)?.state === life || state.states.length >= MAX_STATES) return;
  state.states.push({ state: life, t, cause: evidence });
}

/**
 * What a fact makes of the life cycle. The order differs by role: a spare proves itself to the server before it encrypts, a
 * dialer encrypts before the peers prove themselves to each other; states are recorded as they happen.
 */
export function liveThrough(state: ConnectionState, fact: Fact, mark: FrameMark): void {
  const proof = frameProof(state.conn, mark);
  const life = lifeStateOf(state, fact, mark);
  if (life) enter(state, life, proof);
}

function lifeStateOf(state: ConnectionState, fact: Fact, mark: FrameMark): LifeState | undefined {
  const { said } = state;
  switch (fact.kind) {
    case 'register':
      return 'AUTHENTICATING';
    case 'authentication-success':
      return 'AUTHENTICATED';
    case 'key-frame':
      if (isFirst(mark, bothOf(said, 'key-frame'))) return 'ENCRYPTED';
      return isFirst(mark, firstOf(said, 'key-frame')) ? 'ENCRYPTING' : undefined;
    case 'group':
      return isFirst(mark, firstOf(said, 'group')) ? 'AUTHENTICATING' : undefined;
    case 'instance':
      return isFirst(mark, bothOf(said, 'instance')) ? 'AUTHENTICATED' : undefined;
    case 'pairing-token':
      return isFirst(mark, firstOf(said, 'pairing-token')) ? 'PAIRING' : undefined;
    case 'pairing-identity':
      return isFirst(mark, bothOf(said, 'pairing-identity')) ? 'PAIRED' : undefined;
    case 'chum-start':
      return isFirst(mark, bothOf(said, 'chum-start')) ? 'ACTIVE' : undefined;
    case 'rpc-request':
      return isFirst(mark, firstOf(said, 'rpc-request')) ? 'ACTIVE' : undefined;
    case 'debug':
      return isFirst(mark, firstOf(said, 'debug')) ? 'ACTIVE' : undefined;
    case 'gatt':
      return gattState(fact, isFirst(mark, firstOf(said, `gatt:${fact.name}`)));
    case 'seed':
      return isFirst(mark, firstOf(said, `seed:${fact.type}`)) ? SEED_STATES[fact.type] : undefined;
    default:
      return undefined;
  }
}

/** Over GATT nobody authenticates: a pairing is begun, and done where the answer says so; whatever carries data makes a connection active. */
function gattState({ name, success }: Fact & { kind: 'gatt' }, isFirstOfIts: boolean): LifeState | undefined {
  if (name === 'lama.pairing-response') return success === true ? 'PAIRED' : undefined;
  if (!isFirstOfIts) return undefined;
  if (name === 'lama.pairing-request') return 'PAIRING';
  return carriesData(name) ? 'ACTIVE' : undefined;
}

/** The seed document's own messages. */
const SEED_STATES: Record<string, LifeState | undefined> = {
  auth: 'AUTHENTICATING',
  auth_success: 'AUTHENTICATED',
  pair_request: 'PAIRING',
  pair_success: 'PAIRED',
  sync_request: 'ACTIVE',
  sync_data: 'ACTIVE',
};

function isFirst(mark: FrameMark, milestone: FrameMark | undefined): boolean {
  return milestone?.seq === mark.seq;
}
