import type { ChainView, PluginRow } from '../../../core/plugins/chain-view.ts';
import { changeWords, SOURCE_WORDS } from '../../state/plugins/chain-summary.ts';
import { evidenceRow } from '../../state/findings/evidence.ts';
import { bytes, clock, count, duration } from '../../state/format.ts';
import { usePanel } from '../PanelContext.tsx';

const TITLES = ['#', 'Plugin', 'In', 'Out', 'In bytes', 'Out bytes', 'Swallowed', 'Injected', 'Notes'];

export function PluginChain({ chain }: { chain: ChainView }) {
  const { conn, source, order, application, rows, locked } = chain;
  return (
    <>
      <h2 class="section-title">
        Plugin chain of {conn} <span class="second">{SOURCE_WORDS[source]}</span>
      </h2>
      <ol class="chain" aria-label="From the wire to the application">
        <li class="end">wire</li>
        {order.map((name) => (
          <li key={name}>
            <span class={source === 'inferred' ? 'inferred' : ''}>{name}</span>
          </li>
        ))}
        <li class="end">{application}</li>
      </ol>
      {locked > 0 && (
        <p class="section second">
          {count(locked)} frames did not open: what the plugins inside the encryption did is known of the others only.
        </p>
      )}
      <div role="table" aria-label={`Plugins of ${conn}`} class="plugin-table">
        <div class="row head" role="row">
          {TITLES.map((title, at) => (
            <span key={title} role="columnheader" class={at > 1 && at < 8 ? 'right' : ''}>
              {title}
            </span>
          ))}
        </div>
        {rows.map((row, at) => (
          <Plugin key={row.name} row={row} place={row.isGone ? '–' : String(at + 1)} />
        ))}
      </div>
      {chain.calls.length > 0 && (
        <p class="section">
          Called by the app:{' '}
          {chain.calls
            .map(
              ({ method, count: times, ms, longestMs }) =>
                `${method} × ${count(times)} (${duration(ms)} in all, longest ${duration(longestMs)})`,
            )
            .join(' · ')}
        </p>
      )}
      <Changes chain={chain} />
    </>
  );
}

const figure = (value: number | undefined, words: (value: number) => string = count): string =>
  value === undefined ? '–' : words(value);

function Plugin({ row, place }: { row: PluginRow; place: string }) {
  const { name, in: into, out, swallowed, injected, note, isGone } = row;
  const cells = [
    figure(into?.messages),
    figure(out?.messages),
    figure(into?.bytes, bytes),
    figure(out?.bytes, bytes),
    figure(swallowed),
    figure(injected),
  ];
  return (
    <div class="row" role="row">
      <span role="cell" class="third">
        {place}
      </span>
      <span role="cell" class={isGone ? 'second' : ''}>
        {name}
      </span>
      {cells.map((text, at) => (
        <span key={at} role="cell" class={`right ${text === '–' || text === '0' ? 'third' : ''}`}>
          {text}
        </span>
      ))}
      <span role="cell" class="second" title={note}>
        {note}
      </span>
    </div>
  );
}

function Changes({ chain: { changes, omitted } }: { chain: ChainView }) {
  const panel = usePanel();
  const rows = panel.session.rows.value;
  return (
    <>
      <h2 class="section-title">Changes of the chain</h2>
      {changes.length === 0 && <p class="section second">None was seen.</p>}
      <ul class="changes">
        {changes.map((change, at) => {
          const row = evidenceRow(change.evidence, rows);
          return (
            <li key={at} class="row">
              {row === undefined ? (
                <span class="second">{clock(change.t)}</span>
              ) : (
                <button type="button" class="link" onClick={() => panel.show(row)}>
                  {clock(change.t)}
                </button>
              )}
              <span class={change.event === 'inferred' ? 'inferred' : ''}>{changeWords(change)}</span>
              <span class="second" title={change.order.join(' › ')}>
                {[change.cause, change.event === 'inferred' ? 'inferred' : ''].filter(Boolean).join(' · ')}
              </span>
            </li>
          );
        })}
      </ul>
      {omitted > 0 && <p class="section second">{count(omitted)} more are not kept.</p>}
    </>
  );
}
