import type { OpenRecord } from '../../trace/records.ts';
import type { ConnectionReport } from '../report.ts';
import { iso } from '../words.ts';

const NOTHING = { cookies: [], headers: [], headersSize: -1 };

/**
 * One connection as an entry of a HAR (1.2), without its messages. A HAR knows HTTP only: what is no WebSocket gets the address that ONE Trace
 * gives it, and says its transport in `_transport`.
 */
export function harEntry(open: OpenRecord, report: ConnectionReport, end: number, pageref: string | undefined) {
  const upgrade = report.states.find(({ state }) => state === 'CONNECTED')?.t;
  const wait = Math.max(0, (upgrade ?? end) - report.opened);
  const receive = upgrade === undefined ? 0 : Math.max(0, end - upgrade);
  const protocol = { name: 'Sec-WebSocket-Protocol', value: (open.protocols ?? []).join(', ') };
  return {
    ...(pageref === undefined ? {} : { pageref }),
    startedDateTime: iso(report.opened),
    time: wait + receive,
    request: {
      ...NOTHING,
      method: 'GET',
      url: open.url,
      httpVersion: 'HTTP/1.1',
      headers: open.protocols?.length ? [protocol] : [],
      queryString: [],
      bodySize: 0,
    },
    response: {
      ...NOTHING,
      status: upgrade === undefined ? 0 : 101,
      statusText: upgrade === undefined ? '' : 'Switching Protocols',
      httpVersion: 'HTTP/1.1',
      content: { size: report.bytesIn, mimeType: 'x-unknown' },
      redirectURL: '',
      bodySize: -1,
    },
    cache: {},
    timings: { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0, wait, receive },
    connection: report.conn,
    comment: commentOf(report),
    _resourceType: 'websocket',
    _transport: open.transport,
    _oneTrace: { role: report.role, path: report.path, purpose: report.purpose, findings: report.findings },
  };
}

function commentOf({ close, findings }: ConnectionReport): string {
  const ended = close ? `closed ${close.code}${close.reason ? ` ${close.reason}` : ''}` : 'still open';
  return [ended, ...findings].join('; ');
}
