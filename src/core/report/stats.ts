import type { SessionState } from '../model/session-state.ts';
import type { ConnectionView } from '../model/view.ts';
import type { CoarseState, ConnectionReport, ConnectionStats, Finding, InstrumentationStats } from './report.ts';
import { iso } from './words.ts';

const MAX_RECENT = 50;

/** The object of `getConnectionInstrumentationStats()`. */
export function statsOf(
  connections: readonly ConnectionReport[],
  findings: readonly Finding[],
  views: readonly ConnectionView[],
  session: SessionState,
): InstrumentationStats {
  const all = connections.map(connectionStats);
  const active = all.filter(({ state }) => state === 'CONNECTED' || state === 'CONNECTING');
  const bytes = all.reduce((sum, { bytesReceived, bytesSent }) => sum + bytesReceived + bytesSent, 0);
  const seconds = (session.now - session.started) / 1000;
  const roundTrips = views.reduce((sum, { state }) => sum + state.latency.count, 0);
  const waited = views.reduce((sum, { state }) => sum + state.latency.sum, 0);
  return {
    global: {
      totalErrors: findings.filter(({ severity }) => severity === 'error').length,
      totalMessages: all.reduce((sum, { messageCount }) => sum + messageCount, 0),
      throughputMbps: seconds > 0 ? (bytes * 8) / seconds / 1e6 : 0,
      averageLatency: roundTrips > 0 ? waited / roundTrips : 0,
      activeConnections: active.length,
    },
    activeConnections: active,
    connections: all,
    recentErrors: findings
      .flatMap(({ code, severity, title, t }) =>
        severity === 'info' ? [] : [{ type: typeOf(code), error: `${code}: ${title}`, severity, timestamp: iso(t) }],
      )
      .toReversed()
      .slice(0, MAX_RECENT),
    totalConnections: all.length,
  };
}

function connectionStats(report: ConnectionReport): ConnectionStats {
  return {
    id: report.conn,
    internalId: report.libraryId ?? null,
    connectionId: report.conn,
    url: report.url,
    state: coarse(report),
    currentState: report.states.at(-1)?.state ?? null,
    startTime: report.opened,
    createdAt: iso(report.opened),
    messagesReceived: report.messagesIn,
    messagesSent: report.messagesOut,
    messageCount: report.messagesIn + report.messagesOut,
    bytesReceived: report.bytesIn,
    bytesSent: report.bytesOut,
    plugins: report.plugins,
  };
}

function coarse({ states, close }: ConnectionReport): CoarseState {
  const last = states.at(-1)?.state;
  if (last === 'FAILED') return 'FAILED';
  if (close || last === 'CLOSED') return 'CLOSED';
  return last === 'INITIALIZING' || last === 'CONNECTING' ? 'CONNECTING' : 'CONNECTED';
}

/** The seed document sorts errors by what they concern. */
export function typeOf(code: string): string {
  const family = code.split('.')[0] ?? '';
  if (code === 'comm.auth-failed' || family === 'identity') return 'authentication';
  if (family === 'handshake' || family === 'encryption') return 'encryption';
  if (family === 'pairing') return 'pairing';
  if (family === 'chum' || family === 'fragmentation' || family === 'queue') return 'sync';
  if (family === 'budget') return 'performance';
  return family === 'trace' || family === 'page' ? 'recording' : 'connection';
}
