import { SILENCE_MS } from '../../model/limits.ts';
import { said, silenceOf } from '../../model/view.ts';
import { capital, duration } from '../../report/words.ts';
import { closeEvidence, closer, frames, type ConnectionRule, type EndRule } from '../rule.ts';

/** The proof of the registered key failed, whichever side noticed (PROTOCOL §1.2, §1.6). */
export const endByAuthFailure: EndRule = (view) => {
  const register = said(view, 'register');
  const { kind } = view.ending.read;
  if (!register || said(view, 'authentication-success') || said(view, 'communication-request')) return undefined;
  if (kind !== 'undecryptable' && kind !== 'auth-refused') return undefined;
  const how =
    kind === 'auth-refused'
      ? 'the answer to the challenge was wrong'
      : 'the challenge or its answer could not be decrypted';
  return {
    code: 'comm.auth-failed',
    severity: 'error',
    conn: view.conn,
    t: view.ending.t,
    title: `${capital(closer(view, 'the comm server'))} ended ${view.conn} during authentication: ${how}`,
    explanation: `This page registered a public key at ${view.state.host} and could not prove that it owns it, ${duration(view.ending.t - register.t)} after \`register\`. It cannot be reached through this server.`,
    advice:
      'The secret key in use does not belong to the registered public key, or the challenge was answered without inverting it. Compare the keys of the instance with the key in `register`.',
    evidence: [
      ...frames(view, register, said(view, 'authentication-request'), said(view, 'authentication-response')),
      ...closeEvidence(view),
    ],
  };
};

/** The server refused what it was sent (PROTOCOL §1.6). */
export const endByProtocolError: EndRule = (view) => {
  const { kind, text } = view.ending.read;
  const atServer = !said(view, 'communication-ready') && !said(view, 'handover');
  if (kind !== 'malformed-message' && !(kind === 'unexpected-message' && atServer)) return undefined;
  const last = view.state.traffic.out.last;
  return {
    code: 'comm.protocol-error',
    severity: 'error',
    conn: view.conn,
    t: view.ending.t,
    title: `${capital(closer(view, `the server at ${view.state.host}`))} refused a message on ${view.conn}: ${text}`,
    explanation:
      'The message is not one that a communication server understands at this point, so the connection was closed. Nothing sent after it arrived.',
    advice:
      'Look at the message named as evidence. The first message must be `register` or `communication_request` as text, with keys of 32 bytes in hex. A client for another dialect or version looks like this.',
    evidence: [...frames(view, last), ...closeEvidence(view)],
  };
};

/** The server never finished the registration and nobody closed: there is no timeout anywhere (PROTOCOL §1.4). */
export const judgeRegistration: ConnectionRule = (view, end) => {
  const register = said(view, 'register', 'out');
  if (!register || said(view, 'authentication-success') || end) return [];
  const silence = silenceOf(view);
  if (view.ending ? view.ending.by === 'local' && silence < SILENCE_MS : silence < SILENCE_MS) return [];
  const answered = said(view, 'authentication-response') ?? said(view, 'authentication-request') ?? register;
  return [
    {
      code: 'comm.unanswered',
      severity: 'error',
      conn: view.conn,
      t: view.ending?.t ?? answered.t + SILENCE_MS,
      title: `${view.state.host} has not finished the registration of ${view.conn} for ${duration(silence)}`,
      explanation:
        'The server accepted the socket and then stopped answering; neither side has a timeout here, so it can stay like this.',
      advice:
        'Check the server. A process that accepts connections but is blocked, or a proxy without a server behind it, looks like this.',
      evidence: [...frames(view, register, answered), ...(view.ending ? [view.ending.evidence] : [])],
    },
  ];
};
