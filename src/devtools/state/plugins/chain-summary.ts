import type { ChainView } from '../../../core/plugins/chain-view.ts';

/** A chain that several connections have in common. */
export interface SharedChain {
  key: string;
  order: readonly string[];
  application: string;
  source: ChainView['source'];
  conns: string[];
}

/** The chains of the connections in scope, the most frequent first. */
export function sharedChains(chains: readonly ChainView[]): SharedChain[] {
  const shared = new Map<string, SharedChain>();
  for (const { conn, order, application, source } of chains) {
    const key = [source, ...order, application].join(' ');
    const known = shared.get(key);
    if (known) known.conns.push(conn);
    else shared.set(key, { key, order, application, source, conns: [conn] });
  }
  return [...shared.values()].sort((a, b) => b.conns.length - a.conns.length);
}

export const SOURCE_WORDS: Record<ChainView['source'], string> = {
  observed: 'order observed in the page',
  inferred: 'order inferred from the traffic',
};

const SIGNS = { created: '', add: '+ ', remove: '− ', event: '', call: '', inferred: '' } as const;

/** `+ encryption, keepalive` */
export const changeWords = ({ event, names }: ChainView['changes'][number]): string =>
  `${SIGNS[event]}${names.join(', ')}`;
