import type { EnvironmentReport } from '../report/report.ts';
import type { PageRecord } from '../trace/records.ts';
import type { ConnectionView } from './view.ts';

/** What the pages of a recording say of where it was made. */
export interface Environment {
  pages: number;
  recorders: Set<string>;
  browsers: Set<string>;
  clockOffsets: number[];
}

/** More kinds of browsers than this are no environment, but a page that writes what it likes. */
const MOST = 16;

export const createEnvironment = (): Environment => ({
  pages: 0,
  recorders: new Set(),
  browsers: new Set(),
  clockOffsets: [],
});

export function notePageFacts(environment: Environment, { recorder, userAgent, clockOffset }: PageRecord): void {
  environment.pages += 1;
  if (recorder !== undefined && environment.recorders.size < MOST) environment.recorders.add(recorder);
  if (userAgent !== undefined && environment.browsers.size < MOST) environment.browsers.add(userAgent);
  if (clockOffset !== undefined && environment.clockOffsets.length < MOST) environment.clockOffsets.push(clockOffset);
}

/** undefined where no page says anything. */
export function environmentOf(
  { pages, recorders, browsers, clockOffsets }: Environment,
  views: readonly ConnectionView[],
): EnvironmentReport | undefined {
  if (pages === 0) return undefined;
  const said = (dir: 'in' | 'out'): number[] => [
    ...new Set(views.flatMap(({ state }) => state.parties[dir].chumVersion ?? [])),
  ];
  return {
    pages,
    recorders: [...recorders],
    browsers: [...browsers],
    chumVersions: { local: said('out'), remote: said('in') },
    ...(clockOffsets.length === 0
      ? {}
      : { clockOffsets: { least: Math.min(...clockOffsets), most: Math.max(...clockOffsets) } }),
  };
}
