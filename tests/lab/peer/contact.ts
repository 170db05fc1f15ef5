import { personId } from './id-hashes.ts';
import type { PublicIdentity } from './identity.ts';

/** Somebody this peer has paired with. */
export interface Contact {
  readonly personId: string;
  readonly email: string;
  readonly instanceKey: string;
  /** where to dial; absent when the other side gave none */
  readonly url?: string;
}

export function contactOf(identity: PublicIdentity): Contact {
  return {
    personId: personId(identity.personEmail),
    email: identity.personEmail,
    instanceKey: identity.instanceKeyPublic,
    ...(identity.url === undefined ? {} : { url: identity.url }),
  };
}
