/** What a text says as an invitation (PROTOCOL §4.1). The token is here for whoever counts or hashes it, and goes no further. */
export interface ReadInvitation {
  token?: string;
  /** Lower-case hex. */
  publicKey?: string;
  /** Host, and port where it is not the usual one, of the address to connect to. */
  host?: string;
  /** Why no app can use it, in words that follow "the invitation". */
  problem?: string;
}

/** An invitation is about 250 characters, encoded 400. */
const LONGEST = 8192;
const TOKEN = /^[0-9a-zA-Z_-]{64}$/;
const KEY = /^[0-9a-fA-F]{64}$/;
const MEMBERS = ['token', 'publicKey', 'url'];
/** Paths of the invitation prefixes of §4.1: a fragment after one of these is meant as an invitation, whatever it holds. */
const INVITE_PATH = /\/invite(s\/invite(Partner|Device))?\/?(\?|#|$)/;

/**
 * Reads what was opened or pasted: an invitation address, its fragment alone, or the JSON itself.
 * @returns undefined for whatever was never meant as an invitation
 */
export function readInvitation(text: string): ReadInvitation | undefined {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > LONGEST) return undefined;
  const hash = trimmed.indexOf('#');
  const isMeant = hash >= 0 && hash < trimmed.length - 1 && INVITE_PATH.test(trimmed.slice(0, hash));
  const content = hash >= 0 && !trimmed.startsWith('{') ? trimmed.slice(hash + 1) : trimmed;
  const value = parsed(content);
  if (value === undefined) return isMeant ? { problem: 'is not readable: no JSON behind the #' } : undefined;
  const known = MEMBERS.filter((name) => Object.hasOwn(value, name)).length;
  return isMeant || known >= 2 ? checked(value) : undefined;
}

function parsed(content: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(content.startsWith('{') ? content : decodeURIComponent(content));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function checked({ token, publicKey, url }: Record<string, unknown>): ReadInvitation {
  const found: ReadInvitation = {};
  const problems: string[] = [];
  if (typeof token !== 'string') problems.push('has no token');
  else {
    found.token = token;
    if (token.length !== 64) problems.push(`has a token of ${token.length} characters instead of 64`);
    else if (!TOKEN.test(token)) problems.push('has a token with characters that no token has');
  }
  if (typeof publicKey !== 'string') problems.push('has no public key');
  else if (KEY.test(publicKey)) found.publicKey = publicKey.toLowerCase();
  else problems.push('has a public key that is not 64 hex digits');
  const host = typeof url === 'string' ? hostOf(url) : undefined;
  if (host !== undefined) found.host = host;
  else problems.push(url === undefined ? 'has no address' : 'has an address that is not ws:// or wss://');
  if (problems.length > 0) found.problem = problems.join(', ');
  return found;
}

function hostOf(address: string): string | undefined {
  try {
    const { protocol, host } = new URL(address);
    return protocol === 'ws:' || protocol === 'wss:' ? host : undefined;
  } catch {
    return undefined;
  }
}
