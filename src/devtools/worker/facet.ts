import type { Facet } from '../../core/contract/row-columns.ts';
import type { Dissection } from '../../core/dissect/dissection.ts';

/** Object type, group and service of a message, for the filter fields of these names. */
export function facetOf({ rpc, facts }: Dissection): Facet {
  const facet: Facet = { type: '', group: '', service: rpc?.service ?? '' };
  for (const fact of facts ?? []) {
    if (fact.kind === 'object') facet.type = fact.type;
    if (fact.kind === 'group') facet.group = fact.name;
    if (fact.kind === 'rpc-request') facet.service = fact.service;
  }
  return facet;
}
