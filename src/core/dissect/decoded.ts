import type { DecodedFrame } from '../trace/records.ts';
import { nodesOfJson } from './decoded-fields.ts';
import type { Dissection, Phase } from './dissection.ts';
import type { Fact } from './facts.ts';
import { factsOf } from './fact-shape.ts';
import { present } from './json/members.ts';
import { serviceName } from './chum/services.ts';
import { socketNode, type Frame } from './compose.ts';
import { line } from './words.ts';

const PHASES: ReadonlySet<string> = new Set(
  'connect register discovery encryption identity pairing sync data keepalive'.split(' '),
);

/** A frame whose payload was taken out by redaction: what the recording kept of its dissection. */
export function composeDecoded(frame: Frame, decoded: DecodedFrame): Dissection {
  const { layers, name, phase, counter, plainSize, summary, problem, fields } = decoded;
  const kept = factsOf(decoded.facts);
  const facts = kept.length > 0 ? kept : factsOfName(String(name));
  const rpc = rpcOf(facts);
  return {
    layers: Array.isArray(layers) ? layers.filter((layer) => typeof layer === 'string') : [],
    name: typeof name === 'string' ? line(name) : 'unknown',
    ...(phase !== undefined && PHASES.has(phase) ? { phase: phase as Phase } : {}),
    summary:
      typeof summary === 'string'
        ? line(summary)
        : `content left out${plainSize === undefined ? '' : `, ${plainSize} B`}`,
    ...(typeof counter === 'number' ? { counter } : {}),
    ...(typeof problem?.code === 'string' ? { problem: { code: problem.code, message: String(problem.message) } } : {}),
    ...(typeof plainSize === 'number' ? { plainSize } : {}),
    facts,
    ...(rpc ? { rpc } : {}),
    tree: frame.detail ? [socketNode(frame), ...nodesOfJson(fields)] : [],
  };
}

function rpcOf(facts: readonly Fact[]): Dissection['rpc'] {
  for (const fact of facts) {
    if (fact.kind === 'rpc-request') return { id: fact.id, service: fact.service, asks: true };
    if (fact.kind !== 'rpc-answer') continue;
    const { id, serviceId, asked, ms } = fact;
    return present<NonNullable<Dissection['rpc']>>({
      id,
      service: serviceId === undefined ? undefined : serviceName(serviceId),
      asks: undefined,
      answersSeq: asked,
      ms,
    });
  }
  return undefined;
}

/** What follows from a name alone: enough for roles and phases. */
const PLAIN: Readonly<Record<string, Fact>> = {
  register: { kind: 'register' },
  authentication_request: { kind: 'authentication-request' },
  authentication_response: { kind: 'authentication-response' },
  authentication_success: { kind: 'authentication-success' },
  ping: { kind: 'ping' },
  pong: { kind: 'pong' },
  connection_handover: { kind: 'handover' },
  communication_request: { kind: 'communication-request' },
  communication_ready: { kind: 'communication-ready' },
  'key-frame': { kind: 'key-frame', ordinal: 1 },
  sync: { kind: 'sync' },
  synchronisation: { kind: 'chum-start' },
  keepalive: { kind: 'keepalive' },
  fragmentation_start_string: { kind: 'fragmentation-start', of: 'string' },
  fragmentation_start_binary: { kind: 'fragmentation-start', of: 'binary' },
};

const factsOfName = (name: string): Fact[] => {
  const fact = Object.hasOwn(PLAIN, name) ? PLAIN[name] : undefined;
  return fact ? [fact] : [];
};
