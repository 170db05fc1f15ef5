import { sharedChains, SOURCE_WORDS, type SharedChain } from '../../state/plugins/chain-summary.ts';
import { plural } from '../../state/format.ts';
import { PluginChain } from './PluginChain.tsx';
import { usePanel } from '../PanelContext.tsx';
import { RouteTables } from './RouteTables.tsx';

/** The plugins that a connection's messages pass, from the wire to the application. */
export function PluginsView() {
  const { stats, scope } = usePanel();
  const chains = stats.chains.value;
  const one = scope.connection.value;
  const chain = one ? chains?.find(({ conn }) => conn === one.conn) : chains?.length === 1 ? chains[0] : undefined;
  if (chains?.length === 0) return <p class="section second">No message passed yet.</p>;
  return (
    <div class="plugins scroll" tabIndex={0} role="region" aria-label="Plugins" data-region="view">
      {chain ? <PluginChain chain={chain} /> : <SharedChains chains={sharedChains(chains ?? [])} />}
      {!one && <RouteTables />}
    </div>
  );
}

function SharedChains({ chains }: { chains: SharedChain[] }) {
  if (chains.length === 0) return null;
  return (
    <>
      <h2 class="section-title">
        Plugin chains <span class="second">from the wire to the application; choose a connection for its counters</span>
      </h2>
      <ul class="shared-chains">
        {chains.map(({ key, order, application, source, conns }) => (
          <li key={key}>
            <p>
              <b>{[...order, application].join(' › ')}</b>
            </p>
            <p class="second">
              {plural(conns.length, 'connection')}, {SOURCE_WORDS[source]}: <Conns conns={conns} />
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

const MOST_LINKS = 12;

function Conns({ conns }: { conns: readonly string[] }) {
  const { scope } = usePanel();
  return (
    <>
      {conns.slice(0, MOST_LINKS).map((conn) => (
        <button key={conn} type="button" class="link conn-link" onClick={() => (scope.key.value = `conn:${conn}`)}>
          {conn}
        </button>
      ))}
      {conns.length > MOST_LINKS && ` and ${conns.length - MOST_LINKS} more`}
    </>
  );
}
