import { lossWords } from '../../core/report/loss-words.ts';
import { bytes, clock, plural } from './format.ts';
import { isLocked } from './outcome.ts';
import type { Panel } from './panel.ts';

export interface Banner {
  key: string;
  icon: 'triangle' | 'locked' | 'cross';
  title: string;
  text: string;
  isTrouble?: boolean;
  action?: { title: string; run(): void };
  onDismiss?: () => void;
}

/** The banners that are due, those put away left out. */
export function banners(panel: Panel): Banner[] {
  const dismissed = panel.dismissed.value;
  return [
    fileTrouble(panel),
    linkTrouble(panel),
    liveTrouble(panel),
    storeTrouble(panel),
    unkept(panel),
    fullness(panel),
    privateWindow(panel),
    loss(panel),
    locked(panel),
    unseen(panel),
  ].filter((banner) => banner !== undefined && !dismissed.has(banner.key)) as Banner[];
}

/** What another passphrase or key helps against. */
const OPENABLE: ReadonlySet<string> = new Set([
  'needs-passphrase',
  'needs-key',
  'wrong-passphrase',
  'wrong-key',
  'not-for-this-key',
]);

function fileTrouble({ session, dialog }: Panel): Banner | undefined {
  const failed = session.trouble.value;
  if (failed === undefined) return undefined;
  const { trouble, origin } = failed;
  const name = origin.kind === 'file' ? origin.name : 'The recording';
  return {
    key: `file ${name} ${trouble.message}`,
    icon: 'cross',
    isTrouble: true,
    title: `${name} cannot be opened:`,
    text: trouble.message,
    onDismiss: () => session.dismissTrouble(),
    ...(trouble.seal !== undefined && OPENABLE.has(trouble.seal)
      ? { action: { title: 'Open it…', run: () => (dialog.value = { kind: 'unseal' }) } }
      : {}),
    ...(origin.kind === 'file' && trouble.lines !== undefined
      ? {
          action: {
            title: `Open what can be read (${plural(trouble.lines, 'line')})`,
            run: () => session.open({ ...origin, salvage: true }, origin.name),
          },
        }
      : {}),
  };
}

function linkTrouble({ live }: Panel): Banner | undefined {
  switch (live?.state.value) {
    case 'gone':
      return {
        key: 'gone',
        icon: 'cross',
        title: 'ONE Trace was updated.',
        text: 'Reload this panel to go on.',
        action: { title: 'Reload the panel', run: () => location.reload() },
      };
    case 'reconnecting':
      return {
        key: 'reconnecting',
        icon: 'triangle',
        title: 'Reconnecting.',
        text: 'Recording goes on in the page; nothing is lost meanwhile.',
      };
    case 'connected':
    case undefined:
      return undefined;
  }
}

function liveTrouble({ live }: Panel): Banner | undefined {
  const trouble = live?.trouble.value;
  if (trouble === undefined) return undefined;
  // Nothing is missing of what goes to memory.
  const isMissing = trouble.code !== 'storage-memory';
  return {
    key: `trouble ${trouble.code} ${trouble.message}`,
    icon: isMissing ? 'cross' : 'triangle',
    isTrouble: isMissing,
    title: 'Recording:',
    text: trouble.message,
    onDismiss: () => live?.dismissTrouble(),
  };
}

function storeTrouble({ recordings, live }: Panel): Banner | undefined {
  const message = recordings.trouble.value;
  // The background has said it already, and what becomes of the traffic.
  return message === undefined || live?.trouble.value?.code === 'storage-memory'
    ? undefined
    : { key: `store ${message}`, icon: 'cross', isTrouble: true, title: 'Storage:', text: message };
}

/** A file that could be stored nowhere. */
function unkept({ recordings, session }: Panel): Banner | undefined {
  const opened = session.opened.value;
  if (!recordings.isAvailable || opened === undefined || opened.recording !== undefined) return undefined;
  return {
    key: `unkept ${opened.name}`,
    icon: 'triangle',
    title: `${opened.name} is open in this panel only:`,
    text: 'the browser’s database does not work. It takes no marks, and is closed with the panel.',
  };
}

/** From here on the recent past has little room: time to say so, before there is none. */
const NEARLY_FULL = 0.9;

function fullness({ recordings, go }: Panel): Banner | undefined {
  const { saved } = recordings.usage.value;
  const { totalBytes } = recordings.limits.value;
  if (saved < totalBytes * NEARLY_FULL) return undefined;
  return {
    key: `full ${Math.floor((saved / totalBytes) * 10)}`,
    icon: 'triangle',
    title: `Saved recordings take ${bytes(saved)} of ${bytes(totalBytes)}.`,
    text: 'None of them is deleted by itself; of the recent past less is kept. Delete some, or allow more in Settings.',
    action: { title: 'Show recordings', run: () => go('recordings') },
  };
}

function privateWindow({ isPrivate }: Panel): Banner | undefined {
  if (!isPrivate) return undefined;
  return {
    key: 'private',
    icon: 'triangle',
    title: 'This is a private window.',
    text: 'Its recordings are in memory only and go when the last private window is closed. Export what you want to keep.',
  };
}

function loss(panel: Panel): Banner | undefined {
  const { columns, conns } = panel.session.rows.value;
  if (conns.losses.lost + conns.losses.cut === 0) return undefined;
  // Where both are, the gap is the graver.
  const rows = conns.lostRows.length > 0 ? conns.lostRows : conns.cutRows;
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const [from, to] = [columns.get('t', first), columns.get('t', last)];
  const when = first === last ? `at ${clock(from)}` : `between ${clock(from)} and ${clock(to)}`;
  // Time and reason are those of the gap alone.
  const ofGap = conns.losses.lost > 0 && conns.losses.cut > 0 ? 'The gap is ' : '';
  return {
    key: `lost ${conns.lostRows.length} ${conns.cutRows.length}`,
    icon: 'triangle',
    title: `${lossWords(conns.losses)}${ofGap === '' ? '' : '.'}`,
    text: `${ofGap}${when}: ${columns.summary(first)}.`,
    action: { title: rows === conns.lostRows ? 'Show the gap' : 'Show the first', run: () => panel.show(first) },
  };
}

function locked({ session, live, dialog }: Panel): Banner | undefined {
  const count = session.report.value.connections.filter(isLocked).length;
  if (count === 0) return undefined;
  return {
    key: 'locked',
    icon: 'locked',
    title: `${plural(count, 'connection')} ${count === 1 ? 'is' : 'are'} encrypted without a key.`,
    text: 'Names, phases and sizes are shown; contents are not.',
    ...(live && live.site.value?.decrypt !== true
      ? { action: { title: 'Allow decryption…', run: () => (dialog.value = { kind: 'consent' }) } }
      : {}),
  };
}

/** Realms into which the hook did not come; which, why, and what helps, stands in the findings. */
function unseen({ session, live, go }: Panel): Banner | undefined {
  const gaps = session.report.value.findings.filter(({ code }) => code === 'realm.unseen');
  const [first, ...others] = gaps;
  if (first === undefined) return undefined;
  return {
    key: `unseen ${gaps.length}`,
    icon: 'triangle',
    title: `${first.title}${others.length > 0 ? `, and ${plural(others.length, 'other gap')}` : ''}.`,
    text: first.advice,
    action: live ? { title: 'Settings', run: () => go('settings') } : { title: 'Show', run: () => go('findings') },
  };
}
