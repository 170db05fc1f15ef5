/** Whether an address fits a match pattern of the manifest; of paths only the `/*` that all of ours end in is understood. */
export function matchesPattern(url: string, pattern: string): boolean {
  const parts = /^(\*|https?):\/\/(\*|(?:\*\.)?[^/*]+)\/\*$/.exec(pattern);
  if (pattern === '<all_urls>') return /^https?:/.test(url);
  if (!parts || !URL.canParse(url)) return false;
  const [, scheme, host = ''] = parts;
  const { protocol, hostname, host: hostAndPort } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  if (scheme !== '*' && `${scheme}:` !== protocol) return false;
  if (host === '*') return true;
  if (host.startsWith('*.')) return hostname === host.slice(2) || hostname.endsWith(host.slice(1));
  return host === hostname || host === hostAndPort;
}

/**
 * The pattern that covers a web origin; undefined for what is none. `ports`: whether this browser's patterns may name a port. Chromium's
 * do; in Firefox a pattern means all ports of its host.
 */
export function patternOf(origin: string, ports: boolean): string | undefined {
  if (!URL.canParse(origin)) return undefined;
  const { protocol, hostname, host } = new URL(origin);
  return protocol === 'http:' || protocol === 'https:' ? `${protocol}//${ports ? host : hostname}/*` : undefined;
}
