/** A query entry without `=` is a name only where it is short; a long one is a value (a token, say) that stands alone. */
const LONGEST_BARE_NAME = 32;

/**
 * The address as it may be stored: without credentials, fragment and query values; the names of the query stay.
 * `wss://u:p@host/a?token=x&v=2#secret` gives `wss://host/a?token=&v=`.
 *
 * Works for every scheme, for relative addresses and for text that is no address at all. It calls no method and builds no URL: it runs
 * inside pages, which may have patched both.
 */
export function cleanUrl(url: string): string {
  let at = 0;
  let out = '';
  const scheme = schemeLength(url);
  while (at < scheme) out += url[at++];
  if (out === 'data:') return out;
  const slashes = at;
  while (url[at] === '/' || url[at] === '\\') out += url[at++];
  if (scheme > 0 || at - slashes > 1) at = afterCredentials(url, at);
  while (at < url.length && url[at] !== '?' && url[at] !== '#') out += url[at++];
  return url[at] === '?' ? out + queryNames(url, at) : out;
}

/** Length of `scheme:`, 0 where there is none. */
function schemeLength(url: string): number {
  for (let at = 0; at < url.length; at += 1) {
    const char = url[at];
    if (char === ':') return at + 1;
    if (char === '/' || char === '\\' || char === '?' || char === '#' || char === '@') return 0;
  }
  return 0;
}

/** Everything up to the last `@` of the authority is user and password. */
function afterCredentials(url: string, start: number): number {
  let host = start;
  for (let at = start; at < url.length; at += 1) {
    const char = url[at];
    if (char === '/' || char === '\\' || char === '?' || char === '#') break;
    if (char === '@') host = at + 1;
  }
  return host;
}

function queryNames(url: string, question: number): string {
  let out = '';
  let name = '';
  let hasValue = false;
  for (let at = question + 1; at <= url.length; at += 1) {
    const char = url[at];
    if (char === undefined || char === '#' || char === '&') {
      const kept = hasValue ? `${name}=` : name.length <= LONGEST_BARE_NAME ? name : '…';
      out += (out === '' ? '?' : '&') + kept;
      name = '';
      hasValue = false;
      if (char !== '&') break;
    } else if (char === '=') hasValue = true;
    else if (!hasValue) name += char;
  }
  return out;
}
