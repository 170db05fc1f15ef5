import { toHex } from '../crypto/bytes.ts';
import { newKeyPair, newSignKeyPair, type KeyPair } from '../crypto/key-pair.ts';
import type { Random } from '../crypto/random.ts';
import { instanceId, personId } from './id-hashes.ts';

export interface Identity {
  readonly email: string;
  readonly instanceName: string;
  readonly personId: string;
  readonly instanceId: string;
  readonly person: KeyPair;
  readonly personSign: KeyPair;
  readonly instance: KeyPair;
  readonly instanceSign: KeyPair;
}

/** The object of the `identity` command, members in wire order (§4.1). */
export interface PublicIdentity {
  readonly type: 'public';
  readonly personEmail: string;
  readonly instanceName: string;
  readonly personKeyPublic: string;
  readonly personSignKeyPublic: string;
  readonly instanceKeyPublic: string;
  readonly instanceSignKeyPublic: string;
  readonly url?: string;
}

export function createIdentity(email: string, instanceName: string, random: Random): Identity {
  const owner = personId(email);
  return {
    email,
    instanceName,
    personId: owner,
    instanceId: instanceId(instanceName, owner),
    person: newKeyPair(random),
    personSign: newSignKeyPair(random),
    instance: newKeyPair(random),
    instanceSign: newSignKeyPair(random),
  };
}

export function publicIdentity(identity: Identity, url: string | undefined): PublicIdentity {
  return {
    type: 'public',
    personEmail: identity.email,
    instanceName: identity.instanceName,
    personKeyPublic: toHex(identity.person.publicKey),
    personSignKeyPublic: toHex(identity.personSign.publicKey),
    instanceKeyPublic: toHex(identity.instance.publicKey),
    instanceSignKeyPublic: toHex(identity.instanceSign.publicKey),
    ...(url === undefined ? {} : { url }),
  };
}
