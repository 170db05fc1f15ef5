import type { ConnectionStats, InstrumentationStats } from '../../core/report/report.ts';
import { append, monotonic } from '../natives.ts';
import type { CountingPart } from '../room.ts';
import type { AnswerTimes } from './answer-times.ts';
import { createCounter, type CountingConnection } from './counter.ts';
import { createErrorLog } from './recent-errors.ts';

/** Connections kept one by one; of older ones that are over only the sums remain. */
const MAX_CONNECTIONS = 256;

export interface Counting extends CountingPart {
  stats(): InstrumentationStats;
}

export function createCounting(): Counting {
  const errors = createErrorLog();
  const times: AnswerTimes = { count: 0, sum: 0 };
  const gone = { connections: 0, messages: 0, bytes: 0 };
  let known: CountingConnection[] = [];
  let since: number | undefined;

  /** Makes room by the oldest that is over; where none is, the list grows with what the page holds open. */
  function forgetOne(): void {
    const left: CountingConnection[] = [];
    let isDone = false;
    for (let at = 0; at < known.length; at += 1) {
      const each = known[at];
      if (each === undefined) continue;
      if (isDone || !(each.isOver || each.isForeign)) {
        append(left, each);
        continue;
      }
      isDone = true;
      if (each.isForeign) continue;
      gone.connections += 1;
      gone.messages += each.messages;
      gone.bytes += each.bytes;
    }
    known = left;
  }

  function listed(): ConnectionStats[] {
    const list: ConnectionStats[] = [];
    for (let at = 0; at < known.length; at += 1) {
      const each = known[at];
      if (each !== undefined && !each.isForeign) append(list, each.stats());
    }
    return list;
  }

  return {
    refused: (message) => errors.add('connection', message, 'error'),
    learn({ asOf, connections }) {
      for (let at = 0; at < connections.length; at += 1) {
        const seen = connections[at];
        for (let i = 0; i < known.length; i += 1) {
          if (seen !== undefined && known[i]?.opened === seen.opened) known[i]?.learn(seen.state, asOf);
        }
      }
    },
    open(connection) {
      since ??= monotonic();
      if (known.length >= MAX_CONNECTIONS) forgetOne();
      const counter = createCounter(connection, errors, times);
      append(known, counter);
      return counter;
    },
    stats() {
      const connections = listed();
      const active: ConnectionStats[] = [];
      let { messages, bytes } = gone;
      for (let at = 0; at < connections.length; at += 1) {
        const each = connections[at];
        if (each === undefined) continue;
        messages += each.messageCount;
        bytes += each.bytesReceived + each.bytesSent;
        if (each.state === 'CONNECTED' || each.state === 'CONNECTING') append(active, each);
      }
      const seconds = since === undefined ? 0 : (monotonic() - since) / 1000;
      return {
        global: {
          totalErrors: errors.total,
          totalMessages: messages,
          throughputMbps: seconds > 0 ? (bytes * 8) / seconds / 1e6 : 0,
          averageLatency: times.count > 0 ? times.sum / times.count : 0,
          activeConnections: active.length,
        },
        activeConnections: active,
        connections,
        recentErrors: errors.list(),
        totalConnections: gone.connections + connections.length,
      };
    },
  };
}
