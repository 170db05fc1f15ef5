/** A request as grouping sees it. */
export interface PassRequest {
  conn: number;
  isOut: boolean;
  isRoots: boolean;
  t: number;
}

/** Requests of one connection that belong together: what both askers fetched after looking at the roots (PROTOCOL §6.3). */
export interface Pass {
  conn: number;
  /** Counts the passes of its connection from 1. */
  n: number;
  /** Ordinals of its requests, ascending. */
  requests: number[];
  start: number;
  lastT: number;
  /** Nothing but questions for the roots: an idle look for news. */
  isPoll: boolean;
}

export interface Passes {
  readonly all: readonly Pass[];
  /** Puts the next request into its pass, which it returns. */
  add(ordinal: number, request: PassRequest): Pass;
}

/** CHUM pauses 5 s between passes; a question for the roots after this much silence begins a new one. */
const PAUSE_MS = 1000;

interface Current {
  pass: Pass;
  /** Askers that have looked at the roots in this pass. */
  looked: Record<'in' | 'out', boolean>;
}

export function createPasses(): Passes {
  const all: Pass[] = [];
  const current = new Map<number, Current>();

  function begin(conn: number, t: number): Current {
    const n = (current.get(conn)?.pass.n ?? 0) + 1;
    const pass = { conn, n, requests: [], start: t, lastT: t, isPoll: true };
    const fresh = { pass, looked: { in: false, out: false } };
    all.push(pass);
    current.set(conn, fresh);
    return fresh;
  }

  return {
    all,
    add(ordinal, { conn, isOut, isRoots, t }) {
      const known = current.get(conn);
      const asker = isOut ? 'out' : 'in';
      const isNext = known && isRoots && (known.looked[asker] || t - known.pass.lastT >= PAUSE_MS);
      const { pass, looked } = known && !isNext ? known : begin(conn, t);
      pass.requests.push(ordinal);
      pass.lastT = Math.max(pass.lastT, t);
      if (isRoots) looked[asker] = true;
      else pass.isPoll = false;
      return pass;
    },
  };
}
