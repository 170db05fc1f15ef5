import type { CoarseState, ConnectionStats, LifeState } from '../../core/report/report.ts';
import { append, hasOwn, isArray, parse, wallClock } from '../natives.ts';
import type { CountedConnection, Counter } from '../room.ts';
import { createAnswerTimer, type AnswerTimes } from './answer-times.ts';
import { concernOf, isFailure } from './ending.ts';
import { isoTime } from './iso-time.ts';
import { messageName } from './message-name.ts';
import { createPageLife } from './page-life.ts';
import type { ErrorLog } from './recent-errors.ts';
import { textSize } from './text-size.ts';

/** One connection of this page, counted as it happens. */
export interface CountingConnection extends Counter {
  readonly isForeign: boolean;
  readonly opened: number;
  /** A reader saw it in this state. */
  learn(state: LifeState, asOf: number): void;
  readonly isOver: boolean;
  readonly messages: number;
  readonly bytes: number;
  stats(): ConnectionStats;
}

export function createCounter(connection: CountedConnection, errors: ErrorLog, times: AnswerTimes): CountingConnection {
  const id = `ws${connection.number}`;
  // Compared with Date.now() by pages, so not the clock of the trace, which stands still while the computer sleeps.
  const startTime = wallClock();
  const life = createPageLife(connection.late ? 'CONNECTED' : 'CONNECTING');
  const timer = createAnswerTimer(times);
  const count = { in: 0, out: 0, bytesIn: 0, bytesOut: 0 };
  let internalId: number | null = null;
  let plugins: readonly string[] = [];
  let isOver = false;
  let beforeClosing: LifeState | undefined;
  let seen: { state: LifeState; asOf: number } | undefined;

  function frame(dir: 'in' | 'out', data: string | undefined, size: number): void {
    count[dir] += 1;
    const bytes = data === undefined ? size : textSize(data);
    if (dir === 'in') count.bytesIn += bytes;
    else count.bytesOut += bytes;
    if (data === undefined) return life.binary(dir);
    const name = messageName(data);
    if (name === undefined) return;
    life.said(name);
    timer(dir, name);
  }

  function record(kind: string, text: string): void {
    const members = parse(text) as Record<string, unknown>;
    const own = (key: string): unknown => (hasOwn(members, key) ? members[key] : undefined);
    if (kind === 'state' && own('state') === 'open') life.enter('CONNECTED');
    if (kind === 'call' && own('method') === 'close' && !isOver) {
      beforeClosing ??= life.state;
      life.enter('CLOSING');
    }
    if (kind === 'plugin') {
      const order = own('order');
      const library = own('connectionId');
      if (isArray(order)) plugins = order as string[];
      if (typeof library === 'number') internalId = library;
    }
    if (kind === 'close') close(own('code') as number, own('reason') as string);
  }

  function close(code: number, reason: string): void {
    isOver = true;
    const state = beforeClosing ?? life.state;
    const failed = isFailure(state, { code, reason, isOwn: beforeClosing !== undefined });
    life.enter(failed ? 'FAILED' : 'CLOSED');
    if (!failed) return;
    const concern = concernOf(state, reason);
    errors.add(concern, `${concern} failed on ${id}: ${code}${reason === '' ? '' : ` ${reason}`}`, 'error');
  }

  return {
    opened: connection.opened,
    learn(state, asOf) {
      seen = { state, asOf };
    },
    get isForeign() {
      return connection.isForeign();
    },
    get isOver() {
      return isOver;
    },
    get messages() {
      return count.in + count.out;
    },
    get bytes() {
      return count.bytesIn + count.bytesOut;
    },
    frame: (dir, data, size) => safely(() => frame(dir, data, size)),
    record: (kind, members) => safely(() => record(kind, members)),
    stats() {
      safely(connection.look);
      // Of its own end the page knows first; of what is encrypted only a reader knows.
      const known = isOver || beforeClosing !== undefined ? undefined : seen;
      return {
        id,
        internalId,
        connectionId: id,
        url: connection.url,
        state: coarse(life.state),
        currentState: known?.state ?? life.state,
        ...(known === undefined ? {} : { asOf: known.asOf }),
        startTime,
        createdAt: isoTime(startTime),
        messagesReceived: count.in,
        messagesSent: count.out,
        messageCount: count.in + count.out,
        bytesReceived: count.bytesIn,
        bytesSent: count.bytesOut,
        plugins: copyOf(plugins),
      };
    },
  };
}

/** Counting must not cost the trace its record. */
function safely(count: () => void): void {
  try {
    count();
  } catch {
    // left out of the count
  }
}

function coarse(state: LifeState): CoarseState {
  if (state === 'FAILED' || state === 'CLOSED') return state;
  return state === 'CONNECTING' ? state : 'CONNECTED';
}

function copyOf(list: readonly string[]): string[] {
  const copy: string[] = [];
  for (let at = 0; at < list.length; at += 1) append(copy, list[at] ?? '');
  return copy;
}
