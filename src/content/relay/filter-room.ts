import type { createFilteredWorkers, FilteredWorkers, FilteredWorkersOptions } from './filtered-workers.ts';

/** Where the relay and the script for filtered workers, which comes for their sites only, meet in this world of ours: either may be first. */
interface World {
  oneTraceFilter?: (join: typeof createFilteredWorkers) => void;
  oneTraceFiltered?: typeof createFilteredWorkers;
}

const world = globalThis as World;

/** On most sites the script never comes. */
const MOST_WAITING = 100;

/** What is to be done with the workers is done as soon as the script is there. */
export function awaitFilter(options: FilteredWorkersOptions): (act: (workers: FilteredWorkers) => void) => void {
  const waiting: ((workers: FilteredWorkers) => void)[] = [];
  let workers: FilteredWorkers | undefined;
  world.oneTraceFilter = (create) => {
    workers ??= create(options);
    for (const act of waiting.splice(0)) act(workers);
  };
  if (world.oneTraceFiltered) world.oneTraceFilter(world.oneTraceFiltered);
  return (act) => {
    if (workers !== undefined) act(workers);
    else if (waiting.length < MOST_WAITING) waiting.push(act);
  };
}

export function bringFilter(create: typeof createFilteredWorkers): void {
  world.oneTraceFiltered = create;
  world.oneTraceFilter?.(create);
}
