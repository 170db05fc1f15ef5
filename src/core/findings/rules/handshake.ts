import { SILENCE_MS } from '../../model/limits.ts';
import { peerName, said, saidByBoth, silenceOf, type ConnectionView } from '../../model/view.ts';
import type { FrameMark } from '../../model/proof.ts';
import { capital, duration, short } from '../../report/words.ts';
import { closeEvidence, closer, frames, type ConnectionRule, type EndRule } from '../rule.ts';

/** The acceptor has no key for the target; it says so only after `communication_ready` (PROTOCOL §2.9). */
export const endByRefusedTarget: EndRule = (view) => {
  if (view.ending.read.kind !== 'refused-target') return undefined;
  const target = view.role === 'dialer' ? view.state.remoteKey : view.state.localKey;
  return {
    code: 'handshake.refused-target',
    severity: 'error',
    conn: view.conn,
    t: view.ending.t,
    title: `${capital(closer(view, peerName(view)))} has no key ${target ? short(target) : 'for the target'} and closed ${view.conn}`,
    explanation:
      'The dial reached an instance that does not own the key it was addressed to, so no encryption could begin.',
    advice:
      'The invitation or the stored endpoint is of another instance, or the instance was set up anew. Compare the target key with the instance keys of the peer.',
    evidence: [
      ...frames(view, said(view, 'communication-request'), said(view, 'communication-ready')),
      ...closeEvidence(view),
    ],
  };
};

/** A key frame could not be opened: the static keys of the two sides do not fit (PROTOCOL §2.2). */
export const endByKeyMismatch: EndRule = (view) => {
  const request = said(view, 'communication-request');
  if (view.ending.read.kind !== 'undecryptable' || !request || said(view, 'group')) return undefined;
  const frame = view.ending.by === 'local' ? said(view, 'key-frame', 'in') : said(view, 'key-frame', 'out');
  return {
    code: 'handshake.key-mismatch',
    severity: 'error',
    conn: view.conn,
    t: view.ending.t,
    title: `${capital(closer(view, peerName(view)))} could not open the key frame on ${view.conn} and closed`,
    explanation:
      'A key frame is sealed with the static keys named in `communication_request`. One side uses a secret key that does not belong to its public key there.',
    advice:
      'Compare source and target key of the request with the keys of the two instances. After restoring a backup or re-installing, stored endpoints can hold old keys: pair again.',
    evidence: [...frames(view, request, frame), ...closeEvidence(view)],
  };
};

/** A peer refused what it was sent before the encryption stood. */
export const endByUnexpectedMessage: EndRule = (view) => {
  if (view.ending.read.kind !== 'unexpected-message') return undefined;
  return {
    code: 'handshake.protocol-error',
    severity: 'error',
    conn: view.conn,
    t: view.ending.t,
    title: `${capital(closer(view, peerName(view)))} did not expect a message on ${view.conn}: ${view.ending.read.text}`,
    explanation: 'The two sides were at different points of the handshake, so the connection was closed.',
    advice:
      'Look at the last messages before the close. Different versions of the library on the two sides look like this.',
    evidence: [
      ...frames(view, view.ending.by === 'local' ? view.state.traffic.in.last : view.state.traffic.out.last),
      ...closeEvidence(view),
    ],
  };
};

/** Request, ready or key frame without an answer: no step before the encryption has a timeout (PROTOCOL §2.9). */
export const judgeHandshake: ConnectionRule = (view, end) => {
  const wait = waitingFor(view);
  if (!wait || end) return [];
  const silence = silenceOf(view);
  const quiet = silence >= SILENCE_MS;
  if (view.ending ? view.ending.by === 'local' && !quiet : !quiet) return [];
  return [
    {
      code: 'handshake.stalled',
      severity: 'error',
      conn: view.conn,
      t: view.ending?.t ?? wait.mark.t + SILENCE_MS,
      title: `${view.conn} waited ${duration(silence)} for ${wait.what} that never came`,
      explanation: `${capital(wait.who)} did not answer${view.ending ? ' before the connection ended' : ''}. Until the encryption stands nothing of the library times out, so this dial can hang for ever and keeps its route busy.`,
      advice: `Look at ${wait.who} at this time: a busy or suspended page, or a spare that the server still holds for a dead one. With a recording of the other side, merge the two.`,
      evidence: [...frames(view, wait.mark), ...(view.ending ? [view.ending.evidence] : [])],
    },
  ];
};

interface Wait {
  mark: FrameMark;
  what: string;
  who: string;
}

function waitingFor(view: ConnectionView): Wait | undefined {
  const dialer = view.role === 'dialer';
  const [peer, page] = [peerName(view), 'this page'];
  const [acceptor, initiator] = dialer ? [peer, page] : [page, peer];
  if (saidByBoth(view, 'key-frame')) return undefined;
  const key = said(view, 'key-frame');
  if (key) return { mark: key, what: 'the second key frame', who: acceptor };
  const ready = said(view, 'communication-ready');
  if (ready) return { mark: ready, what: 'the first key frame', who: initiator };
  const request = said(view, 'communication-request');
  if (request) return { mark: request, what: '`communication_ready`', who: acceptor };
  const handover = said(view, 'handover');
  return handover ? { mark: handover, what: '`communication_request`', who: 'the comm server' } : undefined;
}
