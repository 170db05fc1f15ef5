import type { Extra } from '../records.ts';

/**
 * One step from a version of the file to the next. It works on plain objects, before anything is checked, since the types of
 * records.ts only ever describe the newest version.
 */
export interface Upgrade {
  header(header: Extra): Extra;
  record(record: Extra): Extra;
}

/** Several steps as one. */
export interface Upgrading extends Upgrade {
  /** The file is of the newest version: nothing is lifted. */
  isNone: boolean;
}

/** Position n lifts version n + 1 to n + 2. Append only: a file of any older version passes through all that follow it. */
export const UPGRADES: readonly Upgrade[] = [];

/** The version that a table of upgrades leads to. */
export const versionOf = (upgrades: readonly Upgrade[]): number => upgrades.length + 1;

/** All steps from version `from` to the newest as one. */
export function upgradeFrom(from: number, upgrades: readonly Upgrade[]): Upgrading {
  const steps = upgrades.slice(from - 1);
  return {
    isNone: steps.length === 0,
    header: (header) => steps.reduce((lifted, step) => step.header(lifted), header),
    record: (record) => steps.reduce((lifted, step) => step.record(lifted), record),
  };
}
