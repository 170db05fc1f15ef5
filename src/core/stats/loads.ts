import type { Known } from './selected.ts';

export interface Load {
  n: number;
  t: number;
  url: string;
  /** Realms of this load: the page, and the workers that it started. */
  pages: string[];
}

/** Page loads in the order in which they began; a worker belongs to the load of its page. */
export function loadsOf({ pages, connections }: Pick<Known, 'pages' | 'connections'>): Load[] {
  const loads: Load[] = [];
  const of = new Map<string, Load>();
  const begin = (page: string, t: number, url: string): void => {
    const load = { n: loads.length + 1, t, url, pages: [page] };
    loads.push(load);
    of.set(page, load);
  };
  for (const { page, parent, t, url } of pages) {
    // Said again when capture was switched on anew.
    if (of.has(page)) continue;
    const above = parent === undefined ? undefined : of.get(parent);
    if (above === undefined) begin(page, t, url);
    else {
      above.pages.push(page);
      of.set(page, above);
    }
  }
  for (const { page, opened } of connections) if (!of.has(page)) begin(page, opened, '');
  return loads;
}
