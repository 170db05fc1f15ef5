/** A kind of realm into which the hook does not come by itself. */
export type GapRealm = 'worker' | 'shared worker' | 'service worker';

/**
 * Why the traffic of a realm is not seen, as a `note` of type `gap` says it. `setting off`: capture inside workers is off for the site, or
 * was taken back. `no way in`: nothing that an extension may do leads there. `page policy`, `trusted types`: the page's rules forbid it.
 * `own origin`: the script of the realm has no address of the page's origin. `foreign script`: it has one that only the native may judge.
 * `too many`: the page has more realms than are looked into. `not filtered`: its script did not come through the browser's filter. `other tab`:
 * another page of the origin has it, whose recording holds what it says.
 */
export type GapReason =
  | 'setting off'
  | 'no way in'
  | 'page policy'
  | 'trusted types'
  | 'own origin'
  | 'foreign script'
  | 'too many'
  | 'not filtered'
  | 'other tab';

/** The text of the note; `url` is the realm's script, clean, and may be empty. Runs inside pages: no method is called. */
export const gapText = (realm: GapRealm, reason: GapReason, url: string): string =>
  `${realm} not seen, ${reason}${url === '' ? '' : `: ${url}`}`;
