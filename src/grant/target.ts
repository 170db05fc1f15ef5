/** What grant.html is asked for: its address ends in `#` and the encoded origin. Anything but a web origin is nobody's request. */
export function grantTarget(hash: string): { host: string; pattern: string } | undefined {
  const text = decoded(hash.slice(1));
  if (!URL.canParse(text)) return undefined;
  const { protocol, host, hostname } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  // A match pattern names no port: it means all of them.
  return { host, pattern: `${protocol}//${hostname}/*` };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
