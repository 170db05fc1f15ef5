import type { ConnectionStats, InstrumentationStats } from '../../core/report/report.ts';
import { defineProperty } from '../natives.ts';

const NativeString = String;
const { round } = Math;

/** A text that also has `recentErrors`: the seed document prints the report, and reads errors from it. */
export type InstrumentationReport = string & { readonly recentErrors: InstrumentationStats['recentErrors'] };

/** The figures in lines for a person. A String object, because a primitive string cannot have members. */
export function pageReport(stats: InstrumentationStats): InstrumentationReport {
  const report = new NativeString(textOf(stats));
  const value = stats.recentErrors;
  defineProperty(report, 'recentErrors', { __proto__: null, value, enumerable: true } as PropertyDescriptor);
  return report as InstrumentationReport;
}

function textOf({ global, connections, recentErrors, totalConnections }: InstrumentationStats): string {
  const { totalErrors, totalMessages, throughputMbps, averageLatency, activeConnections } = global;
  let text = 'ONE connections of this page, as counted by ONE Trace\n';
  text += `${activeConnections} of ${totalConnections} connections open, ${totalMessages} messages, ${totalErrors} errors\n`;
  text += `${round(throughputMbps * 1e6) / 1e6} Mbps since the first connection; `;
  text += averageLatency > 0 ? `answers take ${round(averageLatency)} ms on average\n` : 'no answer times measured\n';
  for (let at = 0; at < connections.length; at += 1) text += lineOf(connections[at]);
  for (let at = 0; at < recentErrors.length; at += 1) {
    const error = recentErrors[at];
    if (error !== undefined) text += `${error.timestamp} ${error.severity}: ${error.error}\n`;
  }
  return text;
}

function lineOf(stats: ConnectionStats | undefined): string {
  if (stats === undefined) return '';
  const { id, url, currentState, messagesSent, bytesSent, messagesReceived, bytesReceived } = stats;
  return `${id} ${url} ${currentState ?? 'unknown'}: ${messagesSent} sent (${bytesSent} B), ${messagesReceived} received (${bytesReceived} B)\n`;
}
