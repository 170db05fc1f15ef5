import { plural, bytesOf, short } from '../dissect/words.ts';
import type { Fact } from '../dissect/facts.ts';

/** One line for a frame that has lost its payload, from facts that may leave; undefined where they say nothing beyond its name. */
export function summaryOfFacts(facts: readonly Fact[]): string | undefined {
  const words = facts.flatMap((fact) => wordsOf(fact) ?? []);
  return words.length > 0 ? words.join(' · ') : undefined;
}

function wordsOf(fact: Fact): string | undefined {
  switch (fact.kind) {
    case 'register':
      return fact.publicKey && `as ${short(fact.publicKey)}`;
    case 'authentication-request':
      return fact.publicKey && `challenge of server ${short(fact.publicKey)}`;
    case 'authentication-response':
      return 'answers the challenge';
    case 'authentication-success':
      return fact.pingInterval === undefined ? 'registered' : `registered, ping every ${fact.pingInterval / 1000} s`;
    case 'communication-request':
      return `${short(fact.source ?? 'no usable key')} → ${short(fact.target ?? 'no usable key')}`;
    case 'communication-ready':
      return 'peer accepts';
    case 'handover':
      return 'the spare becomes a relay to a peer';
    case 'key-frame':
      return 'ephemeral X25519 key, sealed with static keys';
    case 'sync':
      return 'peer is willing';
    case 'chum-start':
      return 'CHUM starts';
    case 'keepalive':
      return 'sign of life';
    case 'person-challenge':
    case 'person-response':
      return `step ${fact.step} of 4`;
    case 'fragmentation-start':
      return `a ${fact.of === 'string' ? 'string' : 'byte array'} in pieces begins`;
    case 'group':
      return `group ${fact.name}`;
    case 'person':
      return `Person ${short(fact.id)}`;
    case 'keys':
      return fact.owner && `Keys of ${short(fact.owner)}`;
    case 'instance':
      return `Instance ${short(fact.id)} of ${short(fact.owner)}`;
    case 'pairing-token':
      return `token of ${plural(fact.length, 'character', 'characters')}`;
    case 'pairing-identity':
      return fact.person && `Person ${short(fact.person)}`;
    case 'rpc-request':
      return `#${fact.id} ${fact.service}${fact.hash === undefined ? '' : ` ${short(fact.hash)}`}`;
    case 'rpc-answer':
      return `#${fact.id}`;
    case 'rpc-error':
      return fact.code ?? fact.name ?? 'error';
    case 'protocol-version':
      return `version ${fact.version}`;
    case 'roots':
    case 'children':
      return plural(fact.count, 'entry', 'entries');
    case 'object':
      return `${fact.type} ${short(fact.hash)}`;
    case 'blob':
      return `${bytesOf(fact.bytes)} of a BLOB`;
    case 'fragment':
      return `piece, ${bytesOf(fact.bytes)}`;
    case 'fragmentation-end':
      return `${plural(fact.pieces, 'piece', 'pieces')}, ${bytesOf(fact.bytes)}`;
    case 'debug':
      return fact.count === undefined ? fact.protocol : plural(fact.count, 'object', 'objects');
    case 'gatt':
      return fact.count === undefined ? undefined : plural(fact.count, 'entry', 'entries');
    case 'seed':
      return fact.count === undefined ? undefined : plural(fact.count, 'object', 'objects');
    default:
      return undefined;
  }
}
