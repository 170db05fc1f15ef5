import type { Json, RecordKind, TraceRecord } from '../../../src/core/trace/records.ts';

/**
 * Records of each kind with `text` wherever the file format lets any text stand, but for the names of public hosts, which are `host`. A new kind is
 * an entry here.
 */
export const everyRecord = (text: string, host = `${text}.example.com`): TraceRecord[] => {
  const t = 1_800_000_000_000;
  const extra = { more: text, [text]: 1 };
  const json: Json = { [text]: text, list: [text, { [text]: text }], bytes: text };
  const note = (type: string | undefined, said = text): TraceRecord => ({
    kind: 'note',
    t,
    ...(type === undefined ? {} : { type }),
    text: said,
    about: { conn: text, seq: 3 },
    extra: { page: text, more: text },
  });
  const records: { [K in RecordKind]: TraceRecord[] } = {
    page: [
      { kind: 'page', page: text, t, url: text, title: text, realm: 'window', parent: text, userAgent: text, extra },
      { kind: 'page', page: 'p1', t, url: text, realm: 'window', timeOrigin: 1_799_999_999_000.5, clockOffset: -3 },
    ],
    open: [
      {
        kind: 'open',
        conn: text,
        page: text,
        t,
        transport: 'websocket',
        url: text,
        protocols: [text],
        label: text,
        peer: text,
        extra,
      },
      { kind: 'open', conn: 'ws2', page: 'p1', t, transport: 'webrtc', url: `webrtc:${text}`, label: text },
      {
        kind: 'open',
        conn: 'ws3',
        page: 'p1',
        t,
        transport: 'websocket',
        url: `wss://${host}/${text}?${text}`,
      },
    ],
    state: [
      { kind: 'state', conn: text, t, state: text, detail: text, extra },
      { kind: 'state', conn: 'ws1', t, state: 'open', detail: `protocol ${text} permessage-deflate` },
      { kind: 'state', conn: 'ws1', t, state: 'candidate-pair', detail: `relay to ${text}` },
    ],
    frame: [{ kind: 'frame', conn: text, seq: 0, t, dir: 'in', type: 'text', size: 9, channel: text, op: text, extra }],
    call: [
      { kind: 'call', conn: text, t, method: text, args: json, code: 1000, reason: text, extra: { of: text, ms: 1 } },
      { kind: 'call', conn: 'ws1', t, method: 'addPlugin', args: [text, `before ${text}`, `string ${text}`] },
    ],
    close: [{ kind: 'close', conn: text, t, code: 1000, reason: `Close called: ${text}`, clean: true, extra }],
    error: [{ kind: 'error', conn: text, t, message: `mixed content ${text}`, extra }],
    plugin: [{ kind: 'plugin', conn: text, t, event: 'add', name: text, order: [text], detail: json, extra }],
    key: [
      {
        kind: 'key',
        conn: 'ws1',
        t,
        cipher: 'xsalsa20poly1305',
        key: Buffer.from(text.padEnd(32, '.').slice(0, 32)).toString('hex'),
        sendCounter: 1,
        receiveCounter: 0,
        step: 2,
        extra,
      },
    ],
    sample: [
      { kind: 'sample', t, conn: text, page: text, what: text, values: json, extra },
      { kind: 'sample', t, what: 'rtc-stats', values: { local: text, remote: text, bytesSent: text } },
      { kind: 'sample', t, what: 'plugin-counters', values: { [text]: { bytesSent: 1 }, statistics: { [text]: 1 } } },
    ],
    lost: [{ kind: 'lost', t, conn: text, count: 1, why: text, extra }],
    note: [
      ...[undefined, text, 'mark', 'console', 'visibility', 'freeze', 'online', 'clock', 'invite', 'gap'].map((type) =>
        note(type),
      ),
      note('navigation', `push https://${host}/register/${text}#${text}`),
      note('navigation', `page gone ${text}`),
      note('visibility', `hidden ${text}`),
      note('gap', `worker not seen, setting off: https://${host}/${text}?${text}#${text}`),
      note('gap', `worker not seen, ${text}`),
      note(
        'invite',
        JSON.stringify({
          how: text,
          host: text,
          publicKey: text,
          problem: text,
          hash: text,
          token: text,
          tokenLength: 64,
        }),
      ),
    ],
    foreign: [{ kind: 'foreign', t, extra: { kind: 'new', ...extra } }],
  };
  return Object.values(records).flat();
};
