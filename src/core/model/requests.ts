import type { Dir } from '../trace/records.ts';
import type { FrameMark } from './proof.ts';
import { addLatency, type Latency } from './latency.ts';

/** A request that nobody has answered so far. */
export interface PendingRequest {
  /** Direction of the request: `out` is asked by this page. */
  dir: Dir;
  id: number;
  service: string;
  asked: FrameMark;
  /** Last sign of an answer under way (a piece of a stream), else the request itself. */
  lastSign: number;
}

/** Requests of one connection, both askers. Numbers are per sender (PROTOCOL §6.1). */
export interface Requests {
  pending: Map<string, PendingRequest>;
  /** Pending requests that were dropped from here because too many were open at once. */
  forgotten: number;
  asked: number;
  answered: number;
  /** Seq of the last answer sent in each direction. */
  lastAnswer: Record<Dir, number>;
  /** By the side that sends in this direction: up to which seq of the other side's frames it has certainly heard. */
  heardUpTo: Record<Dir, number>;
}

const MAX_PENDING = 2_000;

export function createRequests(): Requests {
  return {
    pending: new Map(),
    forgotten: 0,
    asked: 0,
    answered: 0,
    lastAnswer: { in: -1, out: -1 },
    heardUpTo: { in: -1, out: -1 },
  };
}

export function askRequest(requests: Requests, dir: Dir, id: number, service: string, asked: FrameMark): void {
  requests.asked++;
  // An importer asks on after an answer; frames keep their order, so what was sent before that answer has arrived as well.
  requests.heardUpTo[dir] = requests.lastAnswer[dir === 'in' ? 'out' : 'in'];
  if (requests.pending.size >= MAX_PENDING) {
    const [oldest] = requests.pending.keys();
    if (oldest !== undefined) requests.pending.delete(oldest);
    requests.forgotten++;
  }
  requests.pending.set(key(dir, id), { dir, id, service, asked, lastSign: asked.t });
}

/** An answer travels against its request: `answerDir` is the direction of the answering frame. */
export function answerRequest(
  requests: Requests,
  answer: { answerDir: Dir; id: number; final: boolean } & FrameMark,
  latency: Latency,
): void {
  const name = key(answer.answerDir === 'in' ? 'out' : 'in', answer.id);
  const request = requests.pending.get(name);
  if (!request) return;
  if (request.dir === 'out' && request.lastSign === request.asked.t) addLatency(latency, answer.t - request.asked.t);
  request.lastSign = answer.t;
  if (!answer.final) return;
  requests.lastAnswer[answer.answerDir] = answer.seq;
  requests.answered++;
  requests.pending.delete(name);
}

/** The other side went on to something sent after this request, and never answered it. */
export function wasPassedOver(requests: Requests, { dir, asked }: PendingRequest): boolean {
  return requests.heardUpTo[dir === 'in' ? 'out' : 'in'] > asked.seq;
}

function key(dir: Dir, id: number): string {
  return `${dir}${id}`;
}
