import type { SiteRow } from '../../core/contract/panel.ts';
import { matchesPattern } from './match-pattern.ts';

export interface SiteListFacts {
  /** Match patterns of the manifest. */
  declared: readonly string[];
  permitted: readonly string[];
  /** Origins for which something was said. */
  decrypt: readonly string[];
  pageApi: readonly string[];
  silent: readonly string[];
  /** Chromium lets nobody take away what the manifest names. */
  keepsDeclared: boolean;
}

/** All sites that have something to do with ONE Trace: what the user said something about first, then those it came with. */
export function siteList({ declared, permitted, decrypt, pageApi, silent, keepsDeclared }: SiteListFacts): SiteRow[] {
  const granted = permitted.filter((pattern) => !declared.includes(pattern));
  const said = [...decrypt, ...pageApi, ...silent];
  const origins = [...said, ...[...granted, ...declared].flatMap((pattern) => originOf(pattern) ?? [])];
  const isIn = (origin: string, patterns: readonly string[]): boolean =>
    patterns.some((pattern) => matchesPattern(`${origin}/`, pattern));

  const rowOf = (origin: string): SiteRow => {
    const isDeclared = isIn(origin, declared);
    const isPermitted = isIn(origin, permitted);
    return {
      site: origin,
      origin,
      access: isPermitted ? (isDeclared ? 'declared' : 'granted') : 'missing',
      canRevoke: isPermitted && !(isDeclared && keepsDeclared),
      capture: isPermitted && !silent.includes(origin),
      decrypt: decrypt.includes(origin),
      pageApi: pageApi.includes(origin),
    };
  };
  const manySites = granted.filter((pattern) => originOf(pattern) === undefined);
  const rowOfMany = (site: string): SiteRow => {
    return { site, access: 'granted', canRevoke: false, capture: true, decrypt: false, pageApi: false };
  };
  return [...manySites.map(rowOfMany), ...[...new Set(origins)].map(rowOf)];
}

/** Of a pattern that means one origin. */
function originOf(pattern: string): string | undefined {
  const text = pattern.replace(/\/\*$/, '');
  return /^https?:\/\/[^*]+$/.test(text) && URL.canParse(text) ? new URL(text).origin : undefined;
}
