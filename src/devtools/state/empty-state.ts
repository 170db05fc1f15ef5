import type { SiteState } from '../../core/contract/panel.ts';
import { bytes, plural } from './format.ts';
import type { Live } from './live/live.ts';
import { oneWords, pageState } from './live/page-state.ts';
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
  const { title, reason, action } = pageState(site);
  if (site?.capture === 'capturing') return quiet(site);
  return {
    title,
    text: reason === '' ? [] : [reason],
    actions: [
      ...(action
        ? [{ title: action.title, isPrimary: true as const, run: (panel: Panel) => runOn(panel, action.run) }]
        : []),
      ...(site === undefined ? [] : [chooseFile]),
    ],
  };
}

const runOn = ({ live }: Panel, run: (of: Live) => void): void => {
  if (live) run(live);
};

/** A page that is captured and has said nothing of ONE yet. */
function quiet({ otherSockets, otherBytes, evidence }: SiteState): EmptyWords {
  const one = oneWords(evidence);
  return {
    title: 'No ONE traffic yet',
    text: [
      ...(one ? [`This looks like a ONE page, because ${one.because.join('; and ')}.`] : []),
      others(otherSockets, otherBytes),
      'The list fills as soon as the page registers at a comm server or dials a peer.',
    ],
    actions: [chooseFile],
  };
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
