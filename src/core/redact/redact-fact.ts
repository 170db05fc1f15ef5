import { present } from '../dissect/json/members.ts';
import { serviceName } from '../dissect/chum/services.ts';
import type { Fact } from '../dissect/facts.ts';
import {
  redactErrorCode,
  redactErrorName,
  redactGroup,
  redactObjectType,
  redactProtocol,
  redactRefusal,
} from './redact-name.ts';
import { redactOwnText } from './redact-text.ts';
import { maskText } from './masked-text.ts';
import { redactUrl } from './redact-url.ts';
import { GATT } from './schema-gatt.ts';
import { SEED_TYPES } from './schema-seed.ts';
import type { Mask } from './mask.ts';

/**
 * What may leave of a fact, at both levels: numbers, words of the protocol, and stand-ins for ids, which is what roles, phases and findings are
 * drawn from. Each fact is built anew, member by member: one that is added later does not compile until somebody has decided on it, and what a
 * forged recording adds to a fact is left behind. undefined where nothing of it leaves.
 */
export function redactFact(fact: Fact, mask: Mask): Fact | undefined {
  const redacted = rebuild(fact, mask);
  return redacted && writable(redacted);
}

/** JSON has no number beyond 1e308: such a one would take its fact with it. */
function writable(fact: Fact): Fact {
  const isEndless = (value: unknown): boolean => typeof value === 'number' && !Number.isFinite(value);
  if (!Object.values(fact).some(isEndless)) return fact;
  return Object.fromEntries(
    Object.entries(fact).map(([name, value]): [string, unknown] => [name, isEndless(value) ? 0 : value]),
  ) as Fact;
}

function rebuild(fact: Fact, mask: Mask): Fact | undefined {
  const id = (value: string | undefined): string | undefined =>
    value === undefined ? undefined : mask.standIns.hex(value);
  switch (fact.kind) {
    case 'register':
    case 'authentication-request':
      return present<Fact>({ kind: fact.kind, publicKey: id(fact.publicKey) });
    case 'authentication-success':
      // The address that the server saw is that of the user.
      return present<Fact>({ kind: fact.kind, pingInterval: fact.pingInterval });
    case 'ping':
    case 'pong':
      return present<Fact>({ kind: fact.kind, plainText: fact.plainText });
    case 'communication-request':
      return present<Fact>({ kind: fact.kind, source: id(fact.source), target: id(fact.target) });
    case 'authentication-response':
    case 'handover':
    case 'communication-ready':
    case 'text-while-encrypted':
    case 'no-key':
    case 'keepalive':
    case 'fragmentation-empty-binary':
    case 'sync':
    case 'chum-start':
      return { kind: fact.kind };
    case 'key-frame':
      return { kind: fact.kind, ordinal: fact.ordinal === 2 ? 2 : 1 };
    case 'counter-gap': {
      const { kind, expected, counter, missing, known } = fact;
      return { kind, expected, counter, missing, known };
    }
    case 'tag-failed':
      return present<Fact>({ kind: fact.kind, expected: fact.expected, opened: fact.opened });
    case 'fragmentation-start':
      return { kind: fact.kind, of: fact.of === 'binary' ? 'binary' : 'string' };
    case 'fragment':
      return { kind: fact.kind, bytes: fact.bytes };
    case 'fragmentation-end':
      return present<Fact>({ kind: fact.kind, bytes: fact.bytes, pieces: fact.pieces, incomplete: fact.incomplete });
    case 'fragmentation-violation':
      return { kind: fact.kind, why: redactOwnText(fact.why, mask) ?? maskText(fact.why) };
    case 'group':
      return { kind: fact.kind, name: redactGroup(fact.name, mask) };
    case 'person':
      return { kind: fact.kind, id: mask.standIns.hex(fact.id) };
    case 'keys': {
      const { kind, owner, publicKey, publicSignKey } = fact;
      return present<Fact>({ kind, owner: id(owner), publicKey: id(publicKey), publicSignKey: id(publicSignKey) });
    }
    case 'person-challenge':
    case 'person-response':
      return { kind: fact.kind, step: fact.step };
    case 'instance':
      return { kind: fact.kind, owner: mask.standIns.hex(fact.owner), id: mask.standIns.hex(fact.id) };
    case 'pairing-token':
      return { kind: fact.kind, length: fact.length };
    case 'pairing-identity': {
      const { kind, personKey, instanceKey, person } = fact;
      const url = fact.url === undefined ? undefined : redactUrl(fact.url, mask);
      return present<Fact>({
        kind,
        personKey: id(personKey),
        instanceKey: id(instanceKey),
        url,
        person: id(person),
      });
    }
    case 'rpc-request': {
      const { kind, serviceId, hash } = fact;
      return present<Fact>({ kind, id: fact.id, serviceId, service: serviceName(serviceId), hash: id(hash) });
    }
    case 'rpc-answer': {
      const { kind, serviceId, asked, ms, final, bytes } = fact;
      return present<Fact>({ kind, id: fact.id, serviceId, asked, ms, final, bytes });
    }
    case 'rpc-error': {
      const { kind, name, code, message } = fact;
      return present<Fact>({
        kind,
        id: fact.id,
        name: name === undefined ? undefined : redactErrorName(name, mask),
        code: code === undefined ? undefined : redactErrorCode(code, mask),
        message: message === undefined ? undefined : redactRefusal(message, mask),
      });
    }
    case 'protocol-version':
      return { kind: fact.kind, version: fact.version };
    case 'roots': {
      const { kind, count, unversioned, versioned, versionNodes, ids } = fact;
      return { kind, id: fact.id, count, unversioned, versioned, versionNodes, ids };
    }
    case 'children':
      return { kind: fact.kind, id: fact.id, count: fact.count };
    case 'object': {
      const { kind, type, hash, bytes, idObject, verified } = fact;
      return present<Fact>({
        kind,
        type: redactObjectType(type, mask),
        hash: mask.standIns.hex(hash),
        bytes,
        idObject,
        verified,
      });
    }
    case 'blob':
      return { kind: fact.kind, id: fact.id, bytes: fact.bytes };
    case 'debug': {
      const { kind, message, protocol, count } = fact;
      if (!DEBUG_MESSAGES.has(message)) return undefined;
      return present<Fact>({
        kind,
        message,
        protocol: protocol === undefined ? undefined : redactProtocol(protocol, mask),
        count,
      });
    }
    case 'seed': {
      const { kind, type, success, count } = fact;
      return SEED_TYPES.has(type) ? present<Fact>({ kind, type, success, count }) : undefined;
    }
    case 'gatt': {
      const { kind, name, count, success } = fact;
      return Object.hasOwn(GATT, name) ? present<Fact>({ kind, name, count, success }) : undefined;
    }
    case 'refinio-api':
      // Handlers and types are an application's own words.
      return present<Fact>({ kind: fact.kind, success: fact.success });
    case 'foreign-text':
      return WHY.has(fact.why) ? { kind: fact.kind, why: fact.why } : undefined;
  }
}

const DEBUG_MESSAGES: ReadonlySet<string> = new Set(['start', 'objects', 'request', 'data']);
const WHY: ReadonlySet<string> = new Set(['not-json', 'no-discriminator', 'unknown-discriminator']);
