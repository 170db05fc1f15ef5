import type { Loss } from '../../model/session-state.ts';
import { count } from '../../report/words.ts';
import { countLosses, type LossCount } from '../../trace/loss-count.ts';
import type { SessionRule } from '../rule.ts';

const MAX_EVIDENCE = 20;

/** The recording itself has gaps: one finding per connection, one for what belongs to none. */
export const judgeLosses: SessionRule = (_views, { losses }) => {
  const byConn = new Map<string | undefined, Loss[]>();
  for (const loss of losses) byConn.set(loss.conn, [...(byConn.get(loss.conn) ?? []), loss]);
  return [...byConn].flatMap(([conn, group]) => {
    const [first] = group;
    if (!first) return [];
    const total = countLosses(group);
    const why = [...new Set(group.map((loss) => loss.why))].slice(0, 3).join('; ');
    return [
      {
        code: 'trace.lost',
        severity: 'warning' as const,
        ...(conn === undefined ? {} : { conn }),
        t: first.t,
        title: `The recording is missing ${missingWords(total)}${conn === undefined ? '' : ` of ${conn}`}: ${why}`,
        explanation: consequences(total),
        advice: `${whatToDoubt(total)} A smaller capture limit or fewer recorded sites leaves more room.`,
        ...(group.length > 1 ? { count: group.length } : {}),
        evidence: group.slice(0, MAX_EVIDENCE).map(({ evidence }) => evidence),
      },
    ];
  });
};

const missingWords = ({ lost, cut }: LossCount): string =>
  [...(lost > 0 || cut === 0 ? [count(lost, 'record')] : []), ...(cut > 0 ? [payloads(cut)] : [])].join(' and ');

const payloads = (cut: number): string => `the ${cut === 1 ? 'payload' : 'payloads'} of ${count(cut, 'frame')}`;

function consequences({ lost, cut }: LossCount): string {
  const ofRecords = `${count(lost, 'record')} could not be kept. Phases and answer times that span the gap are at least as long as shown, and a missing message may be missing only here.`;
  const ofPayloads = `Of ${count(cut, 'frame')} the payload was cut short or left out: the messages are there, with their time and size, but what they say is not known in full.`;
  return [...(lost > 0 || cut === 0 ? [ofRecords] : []), ...(cut > 0 ? [ofPayloads] : [])].join(' ');
}

/** There is no gap where every message is there. */
function whatToDoubt({ lost, cut }: LossCount): string {
  if (lost === 0 && cut > 0)
    return 'Times, sizes and the order of messages hold; judge with care what their cut content would prove.';
  return cut > 0
    ? 'Judge with care what happened around the gap, and what cut content would prove.'
    : 'Judge what happened around the gap with care.';
}

/** Sockets that the page's rules refused before there was a connection to speak of. */
export const judgeRefusals: SessionRule = (_views, { errors }) => {
  const refused = errors.filter(
    ({ message }) =>
      !message.startsWith('requestDevice') &&
      /content security policy|refused to connect|mixed content|insecure websocket|securityerror/i.test(message),
  );
  const [first] = refused;
  if (!first) return [];
  return [
    {
      code: 'comm.blocked',
      severity: 'error',
      t: first.t,
      title: `The browser refused to open ${count(refused.length, 'socket')} before the network was reached`,
      explanation: `The page's own rules stopped it: ${first.message}`,
      advice:
        "Look at the page's Content-Security-Policy (connect-src) and at mixed content: a page loaded over https may only open wss.",
      ...(refused.length > 1 ? { count: refused.length } : {}),
      evidence: refused.slice(0, MAX_EVIDENCE).map(({ evidence }) => evidence),
    },
  ];
};
