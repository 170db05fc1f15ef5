/**
 * Origins whose workers' scripts go through the filter, known without waiting: listeners must stand before an event page has ended its
 * first turn, or the browser does not wake it for them.
 */
export interface FilterMemory {
  origins(): string[];
  set(origins: readonly string[]): void;
}

const NAME = 'filtered-origins';

/** `area`: the event page's localStorage; a service worker has none, and no filter either. */
export function createFilterMemory(area: Pick<Storage, 'getItem' | 'setItem'> | undefined): FilterMemory {
  return {
    origins() {
      try {
        const known: unknown = JSON.parse(area?.getItem(NAME) ?? '[]');
        return Array.isArray(known) ? known.filter((each) => typeof each === 'string') : [];
      } catch {
        return [];
      }
    },
    set: (origins) => area?.setItem(NAME, JSON.stringify(origins)),
  };
}
