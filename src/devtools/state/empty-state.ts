import { bytes, plural } from './format.ts';
import type { Panel } from './panel.ts';

export interface EmptyWords {
  title: string;
  text: string[];
  actions: { title: string; isPrimary?: true; run(panel: Panel): void }[];
}

const chooseFile = {
  title: 'Open a recording…',
  run: () => document.querySelector<HTMLElement>('input[type=file]')?.click(),
};

/** What to show where there are no rows; undefined where there are some. */
export function emptyState({ live, session }: Panel): EmptyWords | undefined {
  const { columns } = session.rows.value;
  if (columns.rows > 0) return undefined;
  if (session.pending.value && live === undefined) return { title: 'Reading the recording', text: [], actions: [] };
  if (live === undefined) return viewer(session.opened.value !== undefined);
  const site = live.site.value;
  switch (site?.capture) {
    case 'none':
      return {
        title: 'ONE Trace has no access to this site',
        text: [
          `To see the traffic of ${site.origin}, the browser must allow the extension to run there. Only sites you grant are captured; nothing is sent anywhere.`,
        ],
        actions: [
          {
            title: `Grant access to ${hostOf(site.origin)}`,
            isPrimary: true,
            run: (panel) => void panel.live?.grant(),
          },
          chooseFile,
        ],
      };
    case 'reload':
    case 'lost':
      return {
        title: 'Reload to capture from the start',
        text: [
          site.capture === 'lost'
            ? 'ONE Trace was updated while this page was open; the page still runs with the old one.'
            : 'The page was already running when ONE Trace was switched on. The first frames of its connections, their handshakes and keys are missing.',
        ],
        actions: [{ title: 'Reload the page', isPrimary: true, run: (panel) => panel.live?.reload() }, chooseFile],
      };
    case 'unsupported':
      return {
        title: 'Pages of this kind cannot be captured',
        text: ['Browsers let no extension into their own pages and stores.'],
        actions: [chooseFile],
      };
    case 'capturing':
      return {
        title: 'No ONE traffic yet',
        text: [
          others(site.otherSockets, site.otherBytes),
          'The list fills as soon as the page registers at a comm server or dials a peer.',
        ],
        actions: [chooseFile],
      };
    case undefined:
      return { title: 'Connecting to the page', text: [], actions: [] };
  }
}

const viewer = (isOpen: boolean): EmptyWords => ({
  title: isOpen ? 'This recording is empty' : 'No recording is open',
  text: [
    isOpen
      ? 'It holds no frames.'
      : 'Open a .onetrace file, or drop one here. It is read on this machine and sent nowhere.',
  ],
  actions: [{ ...chooseFile, isPrimary: true }],
});

const others = (sockets: number, size: number): string =>
  sockets === 0
    ? 'This page has opened no connection since it loaded.'
    : `This page has opened ${plural(sockets, 'connection')} since it loaded (${bytes(size)}); ${sockets === 1 ? 'it does not speak' : 'none of them speaks'} ONE.`;

function hostOf(origin: string): string {
  try {
    return new URL(origin).host;
  } catch {
    return origin;
  }
}
