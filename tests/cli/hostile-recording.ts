import { HEADER_LINE, bytesOf } from '../core/trace/archive/fixtures.ts';

/** Steers a terminal (7 and 8 bit), hides and turns text, ends lines; HTML, Markdown and a formula. */
export const POISON =
  '=1+1|\u001b[2J\u001b]0;x\u0007\u009b31m\u009d0;y\u009c\u202e\u2066\u200f\u0000\u2028\r\n<img src=x onerror=alert(1)>[a](javascript:alert(1))![b](//evil.example/b.png)`c`';

const PAGE = `p${POISON}`;
const CONN = `c${POISON}`;

/** A session in which everything that a file may choose freely is chosen to do harm. */
const records = (extra: readonly object[]): object[] => [
  {
    kind: 'page',
    page: PAGE,
    t: 1000,
    url: `https://x.example/${POISON}`,
    title: POISON,
    realm: 'window',
    userAgent: POISON,
  },
  {
    kind: 'open',
    conn: CONN,
    page: PAGE,
    t: 1001,
    transport: 'websocket',
    url: `wss://x.example/${POISON}`,
    protocols: [POISON],
    label: POISON,
    peer: POISON,
  },
  { kind: 'state', conn: CONN, t: 1002, state: 'open', detail: POISON },
  { kind: 'state', conn: CONN, t: 1002, state: POISON, detail: POISON },
  ...[
    JSON.stringify({ command: 'register', publicKey: POISON }),
    JSON.stringify({ command: POISON, [POISON]: POISON, __proto__: POISON, constructor: POISON }),
    JSON.stringify({ type: POISON, name: POISON }),
    POISON,
  ].flatMap((text, at) =>
    ['out', 'in'].map((dir, side) => ({
      kind: 'frame',
      conn: CONN,
      seq: at * 2 + side,
      t: 1003 + at,
      dir,
      type: 'text',
      size: Buffer.byteLength(text),
      text,
      channel: POISON,
      op: POISON,
    })),
  ),
  { kind: 'call', conn: CONN, t: 1010, method: POISON, args: [POISON], code: 4000, reason: POISON },
  { kind: 'plugin', conn: CONN, t: 1010, event: 'add', name: POISON, order: [POISON], detail: { [POISON]: POISON } },
  { kind: 'sample', conn: CONN, t: 1010, what: POISON, values: { [POISON]: POISON } },
  { kind: 'lost', conn: CONN, t: 1011, count: 3, why: POISON },
  { kind: 'note', t: 1011, type: 'mark', text: POISON },
  { kind: 'error', conn: CONN, t: 1012, message: POISON },
  { kind: POISON, t: 1012, text: POISON },
  ...extra,
  { kind: 'close', conn: CONN, t: 1013, code: 4000, reason: POISON, clean: false },
];

export const hostileRecording = (...extra: object[]): Uint8Array =>
  bytesOf(`${[HEADER_LINE, ...records(extra).map((record) => JSON.stringify(record))].join('\n')}\n`);
