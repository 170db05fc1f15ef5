import type { SiteRow } from '../../../core/contract/panel.ts';
import type { RecordingRow } from '../../../core/store/store.ts';

/** One site as the settings show it. */
export interface ListedSite extends SiteRow {
  /** Of the page in the tab. */
  isHere: boolean;
  /** What of it is on this machine. */
  recordings: RecordingRow[];
}

export interface SiteRows {
  /** Sites with something to them: a permission, a word of the user, recordings, or the page in the tab. */
  listed: ListedSite[];
  /** Those that ONE Trace comes with and that have nothing to them yet, as hosts. */
  others: string[];
}

/** Imported files are the user's, whatever site they tell of. */
export const recordingsOf = (origin: string, rows: readonly RecordingRow[]): RecordingRow[] =>
  rows.filter((row) => row.origin === origin && row.kind !== 'import');

export function siteRows(sites: readonly SiteRow[], here: string, recordings: readonly RecordingRow[]): SiteRows {
  const known = new Set(sites.map(({ site }) => site));
  const unknown = [...new Set([here, ...recordings.map(({ origin }) => origin)])].filter(
    (origin) => /^https?:/.test(origin) && !known.has(origin),
  );
  const all = [...sites, ...unknown.map((origin) => strange(origin, sites))];
  const listed = all
    .map((row): ListedSite => {
      const own = row.origin === undefined ? [] : recordingsOf(row.origin, recordings);
      return { ...row, isHere: row.origin === here, recordings: own };
    })
    .filter((row) => row.isHere || row.recordings.length > 0 || !isPlain(row))
    .sort((a, b) => Number(b.isHere) - Number(a.isHere));
  const others = all.filter(({ site }) => !listed.some((row) => row.site === site)).map(({ site }) => hostOf(site));
  return { listed, others: [...new Set(others)] };
}

/** As the extension comes, nothing said. */
const isPlain = ({ access, capture, decrypt, pageApi }: SiteRow): boolean =>
  access === 'declared' && capture && !decrypt && !pageApi;

/** A site that is in no list: one of the ports of a host that the extension comes with, or one without permission. */
function strange(origin: string, sites: readonly SiteRow[]): SiteRow {
  const { protocol, hostname } = new URL(origin);
  const host = sites.find(({ site }) => site === `${protocol}//${hostname}`);
  const isLet = host !== undefined && host.access !== 'missing';
  return {
    site: origin,
    origin,
    access: isLet ? host.access : 'missing',
    canRevoke: isLet && host.canRevoke,
    capture: isLet,
    decrypt: false,
    pageApi: false,
  };
}

const hostOf = (site: string): string => (URL.canParse(site) ? new URL(site).host : site);
