import { duration } from '../report/words.ts';
import type { SecurityEvent } from '../report/report.ts';
import type { ConnectionView } from './view.ts';
import { firstOf, type MilestoneKind } from './milestones.ts';
import type { Dir } from '../trace/records.ts';

/** More than these are counted and not listed: a log that nobody can read helps nobody. */
const MOST = 5_000;

type Area = SecurityEvent['area'];

/** What proves who speaks and what hides it, in the words of the log. `sent` and `received` where the direction matters. */
const SAID: readonly (readonly [MilestoneKind, Area, sent: string, received: string])[] = [
  ['register', 'authentication', 'this page offers its key to the comm server', 'a client offers its key'],
  ['authentication-request', 'authentication', 'the server challenges a client', 'the server challenges this page'],
  ['authentication-response', 'authentication', 'this page answers the challenge', 'the client answers the challenge'],
  [
    'authentication-success',
    'authentication',
    'the server accepts the proof',
    'the server accepts the proof of this page',
  ],
  ['key-frame', 'encryption', 'this side sends its ephemeral key', 'the peer sends its ephemeral key'],
  [
    'person-challenge',
    'authentication',
    'this side challenges the person of the peer',
    'the peer challenges the person of this side',
  ],
  ['person-response', 'authentication', 'this side proves its person', 'the peer proves its person'],
  [
    'pairing-token',
    'pairing',
    'the token of an invitation is shown (masked)',
    'a token is shown to this side (masked)',
  ],
  ['pairing-identity', 'pairing', 'this side hands over its identity', 'the identity of the peer comes'],
  ['tag-failed', 'encryption', 'a frame does not authenticate', 'a frame does not authenticate'],
  [
    'text-while-encrypted',
    'encryption',
    'a frame in plain text after encryption began',
    'a frame in plain text after encryption began',
  ],
  [
    'gatt:lama.pairing-request',
    'pairing',
    'this page asks a device to be paired (masked)',
    'a device asks to be paired (masked)',
  ],
  ['gatt:lama.pairing-response', 'pairing', 'this page answers to the pairing', 'the device answers to the pairing'],
  ['gatt:lama.credential', 'authentication', 'a credential is shown (masked)', 'a credential comes (masked)'],
  [
    'gatt:wifi.password',
    'transport',
    'a Wi-Fi password goes to a device as plain text over GATT (masked)',
    'a Wi-Fi password comes from a device as plain text over GATT (masked)',
  ],
  [
    'gatt:wifi.credentials',
    'transport',
    'Wi-Fi credentials go to a device as plain text over GATT (masked)',
    'Wi-Fi credentials come from a device as plain text over GATT (masked)',
  ],
  ['seed:auth', 'authentication', 'this page says who it is', 'the other side says who it is'],
  ['seed:challenge', 'authentication', 'a challenge is put', 'a challenge comes'],
  ['seed:response', 'authentication', 'the challenge is answered', 'the challenge is answered'],
  ['seed:auth_success', 'authentication', 'the proof is accepted', 'the proof is accepted'],
  ['seed:pair_request', 'pairing', 'an invitation is shown (masked)', 'an invitation is shown to this side (masked)'],
  ['seed:pair_success', 'pairing', 'the pairing is accepted', 'the pairing is accepted'],
];

const WARNING: ReadonlySet<MilestoneKind> = new Set([
  'tag-failed',
  'text-while-encrypted',
  'gatt:wifi.password',
  'gatt:wifi.credentials',
]);
const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|$)|\.localhost(:|$)/;

/** Authentication, encryption and pairing of all connections as a log of its own, in order of time. */
export function securityEvents(views: readonly ConnectionView[]): SecurityEvent[] {
  const events = views.flatMap((view) => [...transportEvents(view), ...saidEvents(view)]);
  events.push(...keyChanges(views));
  return events.toSorted((a, b) => a.t - b.t).slice(0, MOST);
}

function transportEvents({ conn, state }: ConnectionView): SecurityEvent[] {
  const { transport, url, host, opened } = state;
  const event = (title: string, severity: SecurityEvent['severity'] = 'info'): SecurityEvent[] => [
    { t: opened.t, conn, area: 'transport', severity, title, evidence: [opened.evidence] },
  ];
  if (transport === 'webrtc') return event('the channel is under DTLS');
  if (transport === 'bluetooth') return event('Bluetooth: the link layer decides about encryption, a page cannot tell');
  if (url.startsWith('wss:')) return event(`TLS to ${host}`);
  if (!url.startsWith('ws:')) return [];
  if (LOCAL.test(host)) return event(`no TLS to ${host}, which is this machine`);
  return event(`no TLS to ${host}: whoever is on the way sees keys, sizes and times, and can cut in`, 'warning');
}

function saidEvents({ conn, state }: ConnectionView): SecurityEvent[] {
  return SAID.flatMap(([kind, area, sent, received]) =>
    (['out', 'in'] as const).flatMap((dir: Dir): SecurityEvent[] => {
      const mark = firstOf(state.said, kind, dir);
      if (mark === undefined) return [];
      const title = dir === 'out' ? sent : received;
      const severity = WARNING.has(kind) ? 'warning' : 'info';
      return [{ t: mark.t, conn, area, severity, title, evidence: [{ conn, seq: mark.seq }] }];
    }),
  );
}

/** A person's keys never change in ONE: other keys under the same person are a new account, or somebody else. */
function keyChanges(views: readonly ConnectionView[]): SecurityEvent[] {
  const known = new Map<string, { key: string; conn: string; t: number }>();
  const changes: SecurityEvent[] = [];
  for (const { conn, state } of views) {
    const { keysOwner, personKey, keysAt } = state.parties.in;
    if (keysOwner === undefined || personKey === undefined || keysAt === undefined) continue;
    const before = known.get(keysOwner);
    known.set(keysOwner, { key: personKey, conn, t: keysAt.t });
    if (before === undefined || before.key === personKey) continue;
    changes.push({
      t: keysAt.t,
      conn,
      area: 'authentication',
      severity: 'warning',
      title: `person ${keysOwner.slice(0, 8)}… has another key than ${duration(keysAt.t - before.t)} ago on ${before.conn}`,
      evidence: [{ conn, seq: keysAt.seq }],
    });
  }
  return changes;
}
