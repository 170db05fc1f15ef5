import type { Proof } from './proof.ts';
import type { SessionState } from './session-state.ts';

/**
 * An invitation as the page noted it when it was pasted or opened: a `note` of type `invite` whose text is JSON with what may
 * be kept of it. The token itself is never in the trace.
 */
export interface Invitation extends Proof {
  host?: string;
  publicKey?: string;
  tokenLength?: number;
  /** Why it cannot be read, in words. */
  problem?: string;
  /** Keyed hash of the token: equal for the same invitation, as long as its page lives. */
  hash?: string;
}

export function invitationsOf(session: SessionState): Invitation[] {
  return session.notes
    .filter(({ type }) => type === 'invite')
    .map(({ t, evidence, text }) => ({ t, evidence, ...readNote(text) }));
}

/** The invitation that a dial to `key` follows, first seen before `t`. */
export function inviteFor(session: SessionState, key: string | undefined, t: number): Invitation | undefined {
  if (key === undefined) return undefined;
  return invitationsOf(session).find((invite) => invite.publicKey === key && invite.t <= t);
}

function readNote(text: string): Omit<Invitation, keyof Proof> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {};
  }
  if (typeof value !== 'object' || value === null) return {};
  const { host, publicKey, tokenLength, problem, hash } = value as Record<string, unknown>;
  return {
    ...(typeof host === 'string' ? { host } : {}),
    ...(typeof publicKey === 'string' ? { publicKey: publicKey.toLowerCase() } : {}),
    ...(typeof tokenLength === 'number' ? { tokenLength } : {}),
    ...(typeof problem === 'string' ? { problem } : {}),
    ...(typeof hash === 'string' ? { hash } : {}),
  };
}
