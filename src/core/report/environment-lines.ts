import type { EnvironmentReport } from './report.ts';
import { count } from './words.ts';

/**
 * Where a recording was made, a point each. ONE.models says its version nowhere on the wire, and its bundles carry none (PROTOCOL §9); what both
 * sides do say is the version of CHUM (§6.2).
 */
export function environmentPoints({
  pages,
  recorders,
  browsers,
  chumVersions,
  clockOffsets,
}: EnvironmentReport): string[] {
  const { local, remote } = chumVersions;
  const chum = [
    ...(local.length > 0 ? [`this page ${local.join(', ')}`] : []),
    ...(remote.length > 0 ? [`peers ${remote.join(', ')}`] : []),
  ];
  return [
    ...(recorders.length > 0 ? [`Recorded by ${recorders.join(', ')}`] : []),
    ...browsers.map((browser) => `Browser: ${browser}`),
    `${count(pages, 'load')} of windows, frames and workers`,
    `ONE.models: version not known, it is not in the traffic; CHUM protocol ${chum.length > 0 ? `of ${chum.join(', of ')}` : 'not seen'}`,
    ...(clockOffsets === undefined ? [] : [clockPoint(clockOffsets)]),
  ];
}

/** Times are counted from when the page began; a wall clock that was set since then stands apart from them. */
function clockPoint({ least, most }: NonNullable<EnvironmentReport['clockOffsets']>): string {
  const apart = Math.max(Math.abs(least), Math.abs(most));
  return apart < 2
    ? "Clock: the pages' own agree with the wall clock"
    : `Clock: the wall clock was up to ${Math.round(apart)} ms apart from the pages' own`;
}

export function environmentLines(environment: EnvironmentReport | undefined): string[] {
  if (environment === undefined) return [];
  return ['', 'Environment', ...environmentPoints(environment).map((point) => `  ${point}`)];
}
