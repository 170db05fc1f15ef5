/**
 * Every fault that we promised to survive, and the title of the test that shows it in each browser; where there is none, a text says why.
 * The rows of the table go by this list.
 */
const SAME = (title) => ({ chromium: title, firefox: title });

export const ISSUE_LIST = [
  { item: 'background killed', ...SAME(/background dies/) },
  { item: 'extension reloaded', ...SAME(/extension is reloaded/) },
  { item: 'extension updated', ...SAME(/extension is updated/) },
  { item: 'extension disabled', ...SAME(/extension is disabled/) },
  { item: 'browser killed and restarted', ...SAME(/(?:browser|Firefox) is killed/) },
  { item: 'page reloaded', ...SAME(/page is reloaded|page goes to itself/) },
  { item: 'page navigated', ...SAME(/another site|another process|page is left/) },
  { item: 'page crashed', chromium: /page crashes/, firefox: /content process is killed/ },
  { item: 'page frozen', chromium: /page is frozen/, firefox: 'Firefox freezes no pages' },
  { item: 'page put into bfcache', ...SAME(/back-forward cache/) },
  { item: 'page prerendered', chromium: /prerendered/, firefox: 'Firefox prerenders nothing' },
  { item: 'disk quota exhausted', ...SAME(/disk is full/) },
  { item: 'IndexedDB blocked', ...SAME(/cannot be opened|hangs|without storage|newer version|in memory when/) },
  { item: 'IndexedDB deleted', ...SAME(/database is deleted/) },
  { item: 'IndexedDB corrupted', ...SAME(/database is damaged/) },
  { item: 'panel closed and reopened in mid-burst', ...SAME(/panel is closed/) },
  { item: 'two windows', ...SAME(/two windows/) },
  { item: 'clock jumps', ...SAME(/clocks/) },
  { item: 'port messages at 64 MiB', ...SAME(/sends and gets (?!a message of 1 GiB)/) },
  { item: 'a message of 1 GiB', ...SAME(/1 GiB/) },
];

/** The outcomes in the order of the list, each with its item; an item without one has a row that says so. */
export function rowsOf(outcomes) {
  const rows = ISSUE_LIST.flatMap(({ item, ...browsers }) =>
    Object.entries(browsers).flatMap(([browser, title]) => {
      if (typeof title === 'string') return [{ item, fault: '–', browser, verdict: title }];
      const shown = outcomes.filter((outcome) => outcome.browser === browser && title.test(outcome.fault));
      if (shown.length === 0) return [{ item, fault: '–', browser, verdict: 'NOT RUN' }];
      return shown.map((outcome) => ({ item, ...outcome }));
    }),
  );
  const isListed = ({ browser, fault }) => rows.some((row) => row.browser === browser && row.fault === fault);
  return [...rows, ...outcomes.filter((outcome) => !isListed(outcome)).map((outcome) => ({ item: '–', ...outcome }))];
}
