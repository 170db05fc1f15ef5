import { isBetweenChallenges } from '../../model/close-class.ts';
import { SILENCE_MS } from '../../model/limits.ts';
import { peerName, said, saidByBoth, silenceOf, type ConnectionView } from '../../model/view.ts';
import type { Dir } from '../../trace/records.ts';
import { capital, duration, short } from '../../report/words.ts';
import { closeEvidence, closer, frames, type ConnectionRule, type Draft, type EndRule } from '../rule.ts';

/**
 * The person check failed: the library closes without a reason (PROTOCOL §3.2). A challenge that cannot be decrypted says so.
 */
export const endByFailedProof: EndRule = (view) => {
  const { kind } = view.ending.read;
  if (!view.peer || !isBetweenChallenges(view.state)) return undefined;
  if (kind !== 'plain' && kind !== 'undecryptable') return undefined;
  if (view.ending.by === 'local' && silenceOf(view) >= SILENCE_MS) return undefined;
  const judge = closer(view, peerName(view));
  const judged = view.ending.by === 'local' ? peerName(view) : 'this page';
  return {
    code: 'identity.failed',
    severity: 'error',
    conn: view.conn,
    t: view.ending.t,
    title: `${capital(judge)} closed ${view.conn} during the person check: the proof of ${judged} looks wrong`,
    explanation: `The close came ${duration(view.ending.t - (view.state.lastWord?.t ?? view.ending.t))} after the last message of the challenge, without a reason, which is how the library ends a connection whose other end cannot prove its person key.`,
    advice:
      'One side uses a person key that does not belong to the public key it announced. Compare `keys_object` of both sides with the keys of the persons.',
    evidence: [
      ...frames(
        view,
        said(view, 'keys', 'in'),
        said(view, 'keys', 'out'),
        said(view, 'person-challenge'),
        said(view, 'person-response'),
      ),
      ...closeEvidence(view),
    ],
  };
};

/** Key or instance that does not belong to the person who was named in the same exchange. */
export const judgeIdentityObjects: ConnectionRule = (view) =>
  (['in', 'out'] as const).flatMap((dir) => mismatch(view, dir));

function mismatch(view: ConnectionView, dir: Dir): Draft[] {
  const party = view.state.parties[dir];
  if (!party.person || !party.personAt) return [];
  const who = dir === 'in' ? peerName(view) : 'this page';
  const keys = party.keysOwner !== undefined && party.keysOwner !== party.person ? party.keysAt : undefined;
  const instance =
    party.instanceOwner !== undefined && party.instanceOwner !== party.person ? party.instanceAt : undefined;
  const wrong = keys ?? instance;
  if (!wrong) return [];
  const owner = (keys ? party.keysOwner : party.instanceOwner) ?? '';
  return [
    {
      code: 'identity.failed',
      severity: 'error',
      conn: view.conn,
      t: wrong.t,
      title: `${capital(who)} sent ${keys ? 'keys' : 'an instance'} of another person on ${view.conn}`,
      explanation: `The ${keys ? 'keys object' : 'instance'} belongs to person ${short(owner)}, but the same side had introduced itself as ${short(party.person)}. The library refuses this and does not close the connection.`,
      advice: 'The announced person and the stored keys are out of step on that side; look at its main identity.',
      evidence: frames(view, party.personAt, wrong),
    },
  ];
}

/** The exchange of identities stopped half-way and nobody closed. */
export const judgeIdentity: ConnectionRule = (view, end) => {
  if (!view.peer || saidByBoth(view, 'instance') || end?.code === 'identity.failed') return [];
  if (judgeIdentityObjects(view, end).length > 0) return [];
  const begun = said(view, 'group') ?? said(view, 'person');
  // Without a key what follows the key frames cannot be told apart; only that nothing follows can be seen.
  if (!begun && view.state.encrypted) return [];
  const silence = silenceOf(view);
  const quiet = silence >= SILENCE_MS;
  const cutShort = view.ending !== undefined && !end && view.ending.by === 'remote';
  if (!quiet && !cutShort) return [];
  const last = view.state.lastWord;
  const missing = missingStep(view);
  return [
    {
      code: 'identity.stalled',
      severity: 'error',
      conn: view.conn,
      t: Math.min(view.ending?.t ?? Infinity, (last?.t ?? view.state.opened.t) + SILENCE_MS),
      title: `The exchange of identities on ${view.conn} stopped half-way: no ${missing} for ${duration(silence)}`,
      explanation: `Encryption stands, but the two sides never finished telling each other who they are${view.ending ? '' : ', and nobody closed'}. Keepalives keep such a connection open for ever, and it counts as neither failed nor active.`,
      advice: `Look at which side owes the next message. A person or key that one side refuses is thrown there without closing (see its console); an application that stopped in the middle looks the same.`,
      evidence: frames(view, begun ?? said(view, 'key-frame'), last),
    },
  ];
};

function missingStep(view: ConnectionView): string {
  const steps = [
    ['group', '`connection_group`', 1],
    ['sync', '`sync`', 1],
    ['person', '`person_id_object`', 2],
    ['keys', '`keys_object`', 2],
    ['person-challenge', 'person challenge', 1],
    ['person-response', 'answer to the person challenge', 1],
    ['instance', '`instance_id_object`', 2],
  ] as const;
  for (const [kind, words, sides] of steps) {
    if (sides === 1 && !said(view, kind)) return words;
    if (sides === 1) continue;
    if (!said(view, kind, 'in')) return `${words} from ${peerName(view)}`;
    if (!said(view, kind, 'out')) return `${words} from this page`;
  }
  return 'further message';
}
