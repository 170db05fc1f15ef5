export interface GrantTarget {
  /** To record on a site, or to send sessions to a collector. */
  purpose: 'site' | 'collector';
  origin: string;
  host: string;
}

const COLLECTOR = '#collector:';

/**
 * What grant.html is asked for: its address ends in `#` and the encoded origin of a site, or in `#collector:` and that of a collector.
 * Anything but a web origin is nobody's request.
 */
export function grantTarget(hash: string): GrantTarget | undefined {
  const purpose = hash.startsWith(COLLECTOR) ? 'collector' : 'site';
  const text = decoded(hash.slice(purpose === 'collector' ? COLLECTOR.length : 1));
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
