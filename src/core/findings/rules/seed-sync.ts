import { REQUEST_PATIENCE_MS } from '../../model/limits.ts';
import { openSeedQuestion } from '../../model/seed-answers.ts';
import { peerName } from '../../model/view.ts';
import { duration } from '../../report/words.ts';
import { frames, type ConnectionRule } from '../rule.ts';

/** The seed document's messages that wait for an answer: the request for the first data, data for its ack, a heartbeat for its own. */
export const judgeSeedSync: ConnectionRule = (view, end) => {
  const open = openSeedQuestion(view.state.said);
  if (open === undefined) return [];
  const { mark, asked, missing } = open;
  const until = view.ending?.t ?? view.now;
  const silence = until - mark.t;
  if (view.ending ? view.ending.by === 'local' : silence < REQUEST_PATIENCE_MS) return [];
  const beat = asked === 'heartbeat';
  return [
    {
      code: beat ? 'keepalive.unanswered' : 'chum.request-unanswered',
      severity: 'error',
      conn: view.conn,
      t: view.ending?.t ?? mark.t + REQUEST_PATIENCE_MS,
      title: `\`${asked}\` on ${view.conn} has had no \`${missing}\` for ${duration(silence)}`,
      explanation: beat
        ? 'A heartbeat is answered at once by a peer that is alive.'
        : 'Objects are sent in parts, and each part waits until the one before has arrived: nothing more comes.',
      advice: `Look at ${peerName(view)} and at this page at this time: the side that owes \`${missing}\` is blocked or has lost the message.`,
      ...(end ? { causedBy: end.code } : {}),
      evidence: [...frames(view, mark), ...(view.ending ? [view.ending.evidence] : [])],
    },
  ];
};
