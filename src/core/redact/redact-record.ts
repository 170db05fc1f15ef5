import type { Extra, TraceRecord } from '../trace/records.ts';
import { callExtra, redactCall } from './redact-call.ts';
import { redactError } from './redact-error.ts';
import type { Mask } from './mask.ts';
import { maskText } from './masked-text.ts';
import { redactNoteText, redactNoteType } from './redact-note.ts';
import { redactPlugin, redactState } from './redact-name.ts';
import { redactReason } from './redact-reason.ts';
import { redactRecordName } from './record-name.ts';
import { redactSample } from './redact-sample.ts';
import { redactStateDetail } from './redact-state.ts';
import { redactOwnText } from './redact-text.ts';
import { redactPageUrl, redactUrl } from './redact-url.ts';
import { redactUserAgent } from './user-agent.ts';

type Whole = Exclude<TraceRecord, { kind: 'frame' }>;

/** Name and version of this tool; of another's nobody knows what is in it. */
const OURS = /^one-trace \d{1,4}\.\d{1,4}\.\d{1,4}$/;

/**
 * What may leave of a record that is no frame, built anew member by member; undefined where nothing may. Names that records refer to each other
 * by, times, numbers and known words stay; the rest is masked.
 */
export function redactRecord(record: Whole, mask: Mask): TraceRecord | undefined {
  const name = (text: string): string => redactRecordName(text, mask);
  switch (record.kind) {
    case 'page': {
      const { kind, page, t, url, realm, parent, userAgent, timeOrigin, clockOffset, recorder } = record;
      return {
        kind,
        page: name(page),
        t,
        url: redactPageUrl(url, mask),
        realm,
        ...(parent === undefined ? {} : { parent: name(parent) }),
        ...(userAgent === undefined ? {} : { userAgent: redactUserAgent(userAgent) }),
        ...(timeOrigin === undefined ? {} : { timeOrigin }),
        ...(clockOffset === undefined ? {} : { clockOffset }),
        ...(recorder !== undefined && OURS.test(recorder) ? { recorder } : {}),
      };
    }
    case 'open': {
      const { kind, conn, page, t, transport, url, protocols, label, peer, late, via } = record;
      return {
        kind,
        conn: name(conn),
        page: name(page),
        t,
        transport,
        url: redactUrl(url, mask),
        // Some servers are given their token as the name of a subprotocol.
        ...(protocols === undefined ? {} : { protocols: protocols.map(maskText) }),
        ...(label === undefined ? {} : { label: mask.standIns.name(label) }),
        ...(peer === undefined ? {} : { peer: name(peer) }),
        ...(late ? { late } : {}),
        ...(via === undefined ? {} : { via }),
      };
    }
    case 'state': {
      const { kind, conn, t, state, detail } = record;
      const said = detail === undefined ? {} : { detail: redactStateDetail(state, detail, mask) };
      return { kind, conn: name(conn), t, state: redactState(state, mask), ...said };
    }
    case 'call': {
      const extra = callExtra(record.extra);
      return { ...redactCall(record, mask), ...(Object.keys(extra).length > 0 ? { extra } : {}) };
    }
    case 'close': {
      const { kind, conn, t, code, reason, clean } = record;
      return { kind, conn: name(conn), t, code, reason: redactReason(code, reason, mask), clean };
    }
    case 'error': {
      const { kind, conn, t, message } = record;
      return { kind, ...(conn === undefined ? {} : { conn: name(conn) }), t, message: redactError(message, mask) };
    }
    case 'plugin': {
      const { kind, conn, t, event, order, connectionId } = record;
      const plugin = (text: string): string => redactPlugin(text, mask);
      const of = connectionId === undefined ? {} : { connectionId };
      return { kind, conn: name(conn), t, event, name: plugin(record.name), order: order.map(plugin), ...of };
    }
    case 'sample': {
      const { kind, t, conn, page, what } = record;
      const values = redactSample(what, record.values);
      if (values === undefined) return undefined;
      const of = conn === undefined ? {} : { conn: name(conn) };
      return { kind, t, ...of, ...(page === undefined ? {} : { page: name(page) }), what, values };
    }
    case 'lost': {
      const { kind, t, conn, count, why } = record;
      const of = conn === undefined ? {} : { conn: name(conn) };
      return { kind, t, ...of, count, why: redactOwnText(why, mask) ?? maskText(why) };
    }
    case 'note': {
      const { kind, t, type, text, about } = record;
      const page = record.extra?.['page'];
      return {
        kind,
        t,
        ...(type === undefined ? {} : { type: redactNoteType(type, mask) }),
        text: redactNoteText(type, text, mask),
        ...(about === undefined ? {} : { about: { conn: name(about.conn), seq: about.seq } }),
        ...(typeof page === 'string' ? { extra: { page: name(page) } } : {}),
      };
    }
    case 'key':
    case 'foreign':
      return undefined;
  }
}

/** Members that are not known and did not leave with their record. */
export function membersLost(record: TraceRecord, redacted: Pick<TraceRecord, 'extra'>): number {
  const count = (extra: Extra | undefined): number => Object.keys(extra ?? {}).length;
  return count(record.extra) - count(redacted.extra);
}
