import type { Scripting } from 'webextension-polyfill';
import { matchesPattern, patternOf } from './match-pattern.ts';

type Script = Scripting.RegisteredContentScript;

/** A content script as the manifest declares it. */
export interface DeclaredScript {
  js?: string[] | undefined;
  matches?: string[] | undefined;
  world?: string | undefined;
}

export interface SiteRights {
  declared: readonly DeclaredScript[];
  /** Match patterns that the user, or the manifest, permitted. */
  permitted: readonly string[];
  /** Origins with the user's consent to look for session keys. */
  consented: readonly string[];
  /** Origins whose pages are to have the page API. */
  served: readonly string[];
  /** Origins whose workers are to be started with the hook in them. */
  inWorkers: readonly string[];
  /** Origins whose workers' scripts go through the browser's filter, which their pages must know. */
  filtered: readonly string[];
  /** Origins of whose pages the errors of the console are recorded. */
  withErrors: readonly string[];
  /** @see patternOf: without ports, consent for one port of a host covers all of them */
  ports: boolean;
}

/** Beside the declared scripts in every build (scripts/build/extension.ts): what finds the library's connections, the page API, the hook in workers, what says that their scripts are filtered, and errors of the console. */
export const DISCOVERY = 'src/content/discovery.iife.js';
export const STATS = 'src/content/stats.iife.js';
export const WORKERS = 'src/content/workers.iife.js';
export const FILTERED = 'src/content/filtered.iife.js';
const FILTERED_RELAY = 'src/content/filtered-relay.iife.js';
export const ERRORS = 'src/content/errors.iife.js';

const COMMON = {
  runAt: 'document_start',
  allFrames: true,
  matchOriginAsFallback: true,
  persistAcrossSessions: true,
} as const;

/** The declared scripts once more, for the sites that the user granted; and what needs consent, where there is consent and nowhere else. */
export function wantedScripts({
  declared,
  permitted,
  consented,
  served,
  inWorkers,
  filtered,
  withErrors,
  ports,
}: SiteRights): Script[] {
  const home = [...new Set(declared.flatMap(({ matches = [] }) => matches))];
  const granted = permitted.filter((pattern) => !home.includes(pattern));
  const forSites = (
    id: string,
    file: string,
    origins: readonly string[],
    world: 'MAIN' | 'ISOLATED' = 'MAIN',
  ): Script[] => {
    const allowed = origins.filter((origin) => permitted.some((pattern) => matchesPattern(`${origin}/`, pattern)));
    const matches = [...new Set(allowed.flatMap((origin) => patternOf(origin, ports) ?? []))];
    return matches.length === 0 ? [] : [{ ...COMMON, id, js: [file], world, matches }];
  };
  return [
    ...(granted.length === 0
      ? []
      : declared.map((script) => ({
          ...COMMON,
          id: `granted-${worldOf(script).toLowerCase()}`,
          js: (script.js ?? []).map(ownPath),
          world: worldOf(script),
          matches: granted,
          // Where the browser let the user grant everything, the declared sites have theirs already.
          excludeMatches: home,
        }))),
    ...forSites('discovery', DISCOVERY, consented),
    ...forSites('stats', STATS, served),
    ...forSites('workers', WORKERS, inWorkers),
    ...forSites('filtered', FILTERED, filtered),
    ...forSites('filtered-relay', FILTERED_RELAY, filtered, 'ISOLATED'),
    ...forSites('errors', ERRORS, withErrors),
  ];
}

const worldOf = ({ world }: DeclaredScript): 'MAIN' | 'ISOLATED' => (world === 'MAIN' ? 'MAIN' : 'ISOLATED');

/** The path of a file of ours; browsers may give it back as a full address. */
export const ownPath = (file: string): string => (URL.canParse(file) ? new URL(file).pathname.slice(1) : file);

/** Whether what is registered does what is wanted; the browsers add members and order lists as they like. */
export function isSameScript(a: Script, b: Script): boolean {
  const sorted = (list: readonly string[] = []): string => [...list].sort().join(' ');
  const files = (script: Script): string => (script.js ?? []).map(ownPath).join(' ');
  return (
    a.id === b.id &&
    a.world === b.world &&
    files(a) === files(b) &&
    sorted(a.matches) === sorted(b.matches) &&
    sorted(a.excludeMatches) === sorted(b.excludeMatches)
  );
}
