import { peerName } from '../../model/view.ts';
import { capital, count } from '../../report/words.ts';
import { closeEvidence, closer, frames, type ConnectionRule, type EndRule } from '../rule.ts';

/** Markers and pieces out of order, and the empty binary of PROTOCOL §6.6. */
export const judgeFragments: ConnectionRule = (view) =>
  [...view.state.fragmentFaults.values()].map((fault) => {
    const who = fault.dir === 'in' ? peerName(view) : 'this page';
    const repeated = fault.count > 1 ? { count: fault.count } : {};
    const base = {
      severity: 'error' as const,
      conn: view.conn,
      t: fault.t,
      ...repeated,
      evidence: frames(view, fault),
    };
    return fault.kind === 'empty-binary'
      ? {
          ...base,
          code: 'fragmentation.empty-binary',
          title: `${capital(who)} sent ${count(fault.count, 'binary message')} without content on ${view.conn}`,
          explanation:
            'The start marker of a binary message was followed by its end with nothing in between. This is the known fault of sending a BLOB as ArrayBuffer instead of Uint8Array: the receiver fails at it, the connection ends, and the next one fails at the same BLOB.',
          advice:
            'Update one.core and one.models on the sending side together; in the meantime the BLOB that is requested right before cannot be transferred.',
        }
      : {
          ...base,
          code: 'fragmentation.violation',
          title: `${capital(who)} sent a fragment out of order on ${view.conn}: ${fault.why}`,
          explanation:
            'A fragmented message is its start marker, binary pieces, and the end marker, with nothing but keepalives in between. The receiver closes at anything else.',
          advice:
            'Two senders that write to one connection at once, or a version with another fragmentation, look like this. Compare the versions of both sides.',
        };
  });

export const endByFragmentation: EndRule = (view) => {
  if (view.ending.read.kind !== 'fragmentation') return undefined;
  const local = view.ending.by === 'local';
  return {
    code: 'fragmentation.violation',
    severity: 'error',
    conn: view.conn,
    t: view.ending.t,
    title: `${capital(closer(view, peerName(view)))} met a fragment out of order and closed ${view.conn}`,
    explanation: `The reason it gave: ${view.ending.read.text}`,
    advice: 'Look at the last markers and pieces before the close, and compare the versions of both sides.',
    evidence: [...frames(view, view.state.traffic[local ? 'in' : 'out'].last), ...closeEvidence(view)],
  };
};

/** More than ten unread messages in the promise queue (PROTOCOL §5.5). */
export const endByFullQueue: EndRule = (view) => {
  if (view.ending.read.kind !== 'queue-full') return undefined;
  return {
    code: 'queue.full',
    severity: 'error',
    conn: view.conn,
    t: view.ending.t,
    title: `${capital(closer(view, peerName(view)))} had more than 10 unread messages on ${view.conn} and closed it`,
    explanation:
      'Before CHUM begins, messages wait in a queue of ten until someone reads them. More came than were read.',
    advice:
      'The reading side stopped reading: look for what it waits for. A sender that does not wait for answers looks the same.',
    evidence: [...frames(view, view.state.lastWord), ...closeEvidence(view)],
  };
};
