/** §4.1: exactly three members, in this order. */
export interface Invitation {
  readonly token: string;
  readonly publicKey: string;
  readonly url: string;
}

const PREFIX = 'https://edda.one/invites/invitePartner/?invited=true/';

export function invitationUrl(invitation: Invitation): string {
  return `${PREFIX}#${encodeURIComponent(JSON.stringify(invitation))}`;
}

export function parseInvitation(url: string): Invitation {
  const value: unknown = JSON.parse(decodeURIComponent(url.split('#')[1] ?? ''));
  const { token, publicKey, url: target } = value as Partial<Invitation>;
  if (typeof token !== 'string' || typeof publicKey !== 'string' || typeof target !== 'string') {
    throw new Error('Not an invitation');
  }
  return { token, publicKey, url: target };
}
