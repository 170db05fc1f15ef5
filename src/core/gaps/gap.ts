import type { GapRealm, GapReason } from './gap-text.ts';

/** A stated gap: a realm whose traffic this recording does not hold. */
export interface Gap {
  realm: GapRealm;
  reason: GapReason;
  /** Its script, where it was known. */
  url: string;
}

interface Words {
  why: string;
  remedy: string;
}

const IN_WORKERS = 'Capture inside workers';

const WORDS: Record<GapReason, Words> = {
  'setting off': {
    why: `${IN_WORKERS} is off for this site, or was taken back there because the page does not allow it (Settings says which).`,
    remedy:
      "Switch it on under Settings › This site and reload. In Chromium, sockets that are opened while this panel is open are read from the browser's network log also without it.",
  },
  'no way in': {
    why: 'Browsers let no extension start such a realm with a script of its own.',
    remedy:
      "In Firefox, shared workers are captured with the permission Filter scripts of workers (Settings › This site). In Chromium, sockets of service workers that are opened while this panel is open are read from the browser's network log; those of shared workers are not in it.",
  },
  'page policy': {
    why: "The page's own policy (Content-Security-Policy: worker-src, script-src) refuses the script that would carry the capture, so the worker runs untouched.",
    remedy:
      "In Firefox, switch on Filter scripts of workers (Settings › This site), which needs no such script. In Chromium, sockets that it opens while this panel is open are read from the browser's network log. Or allow blob: in worker-src and script-src of a development build.",
  },
  'trusted types': {
    why: 'The page vouches for the addresses of its scripts (trusted types), and ONE Trace does not speak in its name.',
    remedy:
      "In Chromium, sockets that the worker opens while this panel is open are read from the browser's network log.",
  },
  'own origin': {
    why: 'The script was made in the page (blob: or data:), and the browser shows no extension what is in it.',
    remedy: 'Start the worker from an address of the page.',
  },
  'foreign script': {
    why: 'The address of the script is none that a page may start a worker from, or is made by code of the page.',
    remedy: 'Start the worker from an address of the page itself.',
  },
  'not filtered': {
    why: "The script of the worker did not come through the browser's filter: a service worker of the page answered for it, it could not be had, or it begins with what nothing may stand in front of.",
    remedy: 'Reload the page without its service worker (Shift and reload), or unregister that in a development build.',
  },
  'other tab': {
    why: 'Another page of this site has the same shared worker: what it says is in the recording of that tab.',
    remedy: 'Look there; where that page is closed, the recording goes on here.',
  },
  'too many': {
    why: 'The page had 128 workers in which traffic is captured, and started more.',
    remedy: 'End workers that are not needed any more: each that ends makes room for another.',
  },
};

const REALMS: readonly GapRealm[] = ['worker', 'shared worker', 'service worker'];
const REASONS = Object.keys(WORDS) as GapReason[];

/** Reads the text of a `gap` note; undefined for one of another version. */
export function readGap(text: string): Gap | undefined {
  const [, realm, reason, url = ''] = /^([a-z ]+) not seen, ([a-z ]+)(?:: (.+))?$/s.exec(text) ?? [];
  const known = REALMS.find((each) => each === realm);
  const why = REASONS.find((each) => each === reason);
  return known && why ? { realm: known, reason: why, url } : undefined;
}

/** Why, and what helps. */
export const gapWords = (reason: GapReason): Words => WORDS[reason];

/** Each text that a gap can have, with a slot for the address. */
export const gapTexts = (): string[] =>
  REALMS.flatMap((realm) =>
    REASONS.flatMap((reason) => ['', ': {url}'].map((end) => `${realm} not seen, ${reason}${end}`)),
  );
