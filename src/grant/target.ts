export interface GrantTarget {
  /** To record on a site, to send sessions to a collector, or to filter scripts of a site's workers. */
  purpose: 'site' | 'collector' | 'filter';
  origin: string;
  host: string;
}

const PREFIXES = { collector: '#collector:', filter: '#filter:', site: '#' } as const;

/**
 * What grant.html is asked for: its address ends in `#` and the encoded origin of a site, in `#collector:` and that of a
 * collector, or in `#filter:` and that of a site.
 * Anything but a web origin is nobody's request.
 */
export function grantTarget(hash: string): GrantTarget | undefined {
  const purpose = (['collector', 'filter'] as const).find((each) => hash.startsWith(PREFIXES[each])) ?? 'site';
  const text = decoded(hash.slice(PREFIXES[purpose].length));
  if (!URL.canParse(text)) return undefined;
  const { protocol, host, origin } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  return { purpose, origin, host };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
