import type { ConnectionReport } from '../../../core/report/report.ts';
import { duration, fullTime, short } from '../../state/format.ts';
import { outcomeOf } from '../../state/outcome.ts';
import { lineageWords } from '../../state/scope/scope-list.ts';
import { Icon } from '../controls/Icon.tsx';
import { usePanel } from '../PanelContext.tsx';
import { StandingGlyph } from '../scope/Standing.tsx';

const BY = { local: 'this page', remote: 'the other side', unknown: 'not known which side' };

/** What this way to a connection cannot know; the finding `realm.network-log` has it in full. */
const FROM_LOG =
  "The browser's network log: times of the network; how it opened and closed, calls, plugins and keys are not known";

/** One connection: its life cycle, what replaced what, who closed, keys, plugins. */
export function ConnectionDetail({ connection }: { connection: ConnectionReport }) {
  const { go, session, scope } = usePanel();
  const { conn, role, purpose, remote, states, keyKnown, encrypted } = connection;
  const all = session.report.value.connections;
  const related = connection.lineage ?? [];
  const after = all.filter(({ lineage }) => lineage?.some((each) => each.conn === conn));
  return (
    <section class="detail" aria-label={`Connection ${conn}`}>
      <div class="detail-head">
        <StandingGlyph outcome={outcomeOf(connection)} />
        <b>{conn}</b>
        <span class="chip second">{role}</span>
        <span class="second cut grow">
          {[purpose, remote?.email ?? (remote?.publicKey && short(remote.publicKey))].filter(Boolean).join(' · ')}
        </span>
        {encrypted && (
          <span class={`badge ${keyKnown ? 'good' : 'warning'}`}>
            <Icon name={keyKnown ? 'unlocked' : 'locked'} small />
            {keyKnown ? 'key known' : 'no key'}
          </span>
        )}
        <button type="button" class="button" onClick={() => go('messages')}>
          Show messages
        </button>
      </div>
      <div class="scroll two-columns" tabIndex={0} data-region="detail">
        <div>
          <h3 class="section">Life cycle</h3>
          <ol class="path">
            {states.map(({ state, t }, at) => {
              const next = states[at + 1];
              return (
                <li key={`${state} ${t}`} title={fullTime(t)} class={state === 'FAILED' ? 'error' : undefined}>
                  {state}
                  {next && next.t - t >= 1 && <span class="third"> {duration(next.t - t)}</span>}
                </li>
              );
            })}
          </ol>
          {(related.length > 0 || after.length > 0) && (
            <>
              <h3 class="section">Lineage</h3>
              <ul class="lineage">
                {[...related.map((each) => all.find((other) => other.conn === each.conn)), connection, ...after].map(
                  (each) =>
                    each && (
                      <li key={each.conn}>
                        <StandingGlyph outcome={outcomeOf(each)} />
                        {each === connection ? (
                          <b>{each.conn}</b>
                        ) : (
                          <button type="button" class="link" onClick={() => (scope.key.value = `conn:${each.conn}`)}>
                            {each.conn}
                          </button>
                        )}
                        <span class="cut">
                          {[lineageWords(each), each.close?.reason].filter((part) => part && part !== '–').join(' · ')}
                        </span>
                        <span class="third">
                          {duration((each.ended ?? session.rows.value.conns.end) - each.opened)}
                        </span>
                      </li>
                    ),
                )}
              </ul>
            </>
          )}
        </div>
        <ConnectionFacts connection={connection} />
      </div>
    </section>
  );
}

function ConnectionFacts({ connection }: { connection: ConnectionReport }) {
  const { url, close, localKey, remote, group, plugins, purposeBecause, path, via } = connection;
  const closed = close && [BY[close.by], String(close.code), close.reason].filter(Boolean).join(' · ');
  const facts: [string, string | undefined, boolean?][] = [
    ['URL', url, true],
    ['Path', path === 'unknown' ? undefined : path],
    ['Seen in', via && FROM_LOG],
    ['Closed by', closed],
    ['Local key', localKey, true],
    ['Remote key', remote?.publicKey, true],
    ['Person', [remote?.email, remote?.person && short(remote.person)].filter(Boolean).join(' · ')],
    ['Instance', remote?.instance && short(remote.instance)],
    ['Group', group],
    ['Plugins', plugins.join(' › ')],
    ['Purpose', purposeBecause?.why],
  ];
  return (
    <dl class="facts">
      {facts.map(([title, value, isMono]) =>
        value ? <Fact key={title} title={title} value={value} isMono={isMono === true} /> : null,
      )}
    </dl>
  );
}

function Fact({ title, value, isMono }: { title: string; value: string; isMono: boolean }) {
  return (
    <>
      <dt>{title}</dt>
      <dd class={isMono ? 'mono' : undefined}>{value}</dd>
    </>
  );
}
