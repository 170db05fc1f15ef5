/** What becomes of a transport in a realm. */
export type Outcome = 'caught' | 'stated gap' | 'not applicable' | 'not tested';
export type Engine = 'chromium' | 'firefox';
export type Transport = 'websocket' | 'webrtc' | 'bluetooth';

export const ENGINES: readonly Engine[] = ['chromium', 'firefox'];
export const TRANSPORTS: readonly Transport[] = ['websocket', 'webrtc', 'bluetooth'];

export interface Realm {
  name: string;
  /** How the gap note about it begins, where the trace has one. */
  gap?: RegExp;
  cells: Record<Engine, Record<Transport, Outcome>>;
}

const cells = (websocket: Outcome, webrtc: Outcome, bluetooth: Outcome): Record<Transport, Outcome> => ({
  websocket,
  webrtc,
  bluetooth,
});

/** Web Bluetooth is missing in Firefox. */
const SEEN = {
  chromium: cells('caught', 'caught', 'caught'),
  firefox: cells('caught', 'caught', 'not applicable'),
};

/** Workers have neither RTCPeerConnection nor Web Bluetooth. */
const STATED = {
  chromium: cells('stated gap', 'not applicable', 'not applicable'),
  firefox: cells('stated gap', 'not applicable', 'not applicable'),
};

/** Such a frame is no secure context: Web Bluetooth is not there. */
const INSECURE = { ...SEEN, chromium: cells('caught', 'caught', 'not applicable') };

const frame = (name: string): Realm => ({ name, cells: SEEN });
const worker = (name: string, gap: RegExp): Realm => ({ name, gap, cells: STATED });

/** Every realm that a page can make, with workers as they are without the user's word: not looked into. */
export const REALMS: readonly Realm[] = [
  frame('page'),
  frame('empty frame'),
  frame('srcdoc frame'),
  frame('sandboxed frame'),
  frame('blob frame'),
  { name: 'data frame', cells: INSECURE },
  frame('same-origin frame'),
  frame('cross-origin frame'),
  frame('frame after document.open'),
  frame('frame written by its page'),
  frame('popup'),
  worker('classic worker', /^worker not seen, .*\/script\/classic\.js/),
  worker('module worker', /^worker not seen, .*\/script\/module\.js/),
  worker('blob worker', /^worker not seen, .*: blob:/),
  worker('data worker', /^worker not seen, .*: data:/),
  worker('nested worker', /^worker not seen, .*\/script\/outer\.js/),
  worker('shared worker', /^shared worker not seen, .*\/script\/shared\.js/),
  worker('service worker', /^service worker not seen, .*\/script\/service\.js/),
];

/** A moment in a page's life, or a choice of the user's, that tests of their own bring about. */
export interface Moment extends Omit<Realm, 'gap'> {
  /** What proves it: files below tests/e2e. */
  proof: readonly string[];
}

type Pair = readonly [websocket: Outcome, webrtc: Outcome];

/** Web Bluetooth needs a press in the very page: nothing is known of it there, though the same scripts capture it. */
const moment = (name: string, chromium: Pair, firefox: Pair, ...proof: string[]): Moment => ({
  name,
  cells: { chromium: cells(...chromium, 'not tested'), firefox: cells(...firefox, 'not applicable') },
  proof,
});

const BOTH: Pair = ['caught', 'caught'];
const SOCKETS: Pair = ['caught', 'not tested'];
const NOT_TESTED: Pair = ['not tested', 'not tested'];
const CHANNELS = 'specs/channels-in-moments.spec.ts';

export const MOMENTS: readonly Moment[] = [
  moment('page after a reload or a navigation', BOTH, BOTH, 'specs/left-pages.spec.ts', CHANNELS),
  moment(
    'page that was open before the extension',
    BOTH,
    SOCKETS,
    'specs/late-hook.spec.ts',
    'content/webrtc-late.spec.ts',
  ),
  moment('page out of the back-forward cache', SOCKETS, NOT_TESTED, 'specs/kept-pages.spec.ts'),
  moment('prerendered page', SOCKETS, ['not applicable', 'not applicable'], 'chromium/prerender.spec.ts'),
  moment('two tabs at once', BOTH, BOTH, 'specs/tabs.spec.ts', CHANNELS),
  moment('private window that the user allows', BOTH, NOT_TESTED, 'chromium/private.spec.ts'),
  {
    name: 'dedicated worker, captured by the user’s choice',
    cells: {
      chromium: cells('caught', 'not applicable', 'not applicable'),
      firefox: cells('caught', 'not applicable', 'not applicable'),
    },
    proof: ['specs/workers-on.spec.ts', 'content/workers.spec.ts', 'firefox/workers.spec.ts'],
  },
  {
    name: 'shared worker, or dedicated worker whose page forbids blob:, with scripts filtered by the user’s choice',
    cells: {
      chromium: cells('stated gap', 'not applicable', 'not applicable'),
      firefox: cells('caught', 'not applicable', 'not applicable'),
    },
    proof: ['firefox/filtered-workers.spec.ts', 'firefox/filter-views.spec.ts', 'specs/matrix.spec.ts'],
  },
  {
    name: 'dedicated or service worker, with the panel open (network log)',
    cells: {
      chromium: cells('caught', 'not applicable', 'not applicable'),
      firefox: cells('stated gap', 'not applicable', 'not applicable'),
    },
    proof: ['chromium/network-log.spec.ts', 'specs/matrix.spec.ts'],
  },
];
