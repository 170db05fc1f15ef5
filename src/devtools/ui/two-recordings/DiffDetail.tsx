import type { ConnectionDiff, Next, PhaseDiff, Stretch } from '../../../core/diff/diff-report.ts';
import { nextWords, outcomeWords } from '../../../core/diff/diff-text.ts';
import type { Letter } from '../../../core/contract/two-recordings.ts';
import type { DiffItem } from '../../state/two-recordings/diff-items.ts';
import { count, duration, plural } from '../../state/format.ts';
import { showPlace } from '../../state/two-recordings/show-place.ts';
import { usePanel } from '../PanelContext.tsx';

/** What differs of one connection, or what only one of the two has. */
export function DiffDetail({ item }: { item: DiffItem }) {
  switch (item.kind) {
    case 'connection':
      return <ConnectionDetail diff={item.diff} />;
    case 'lone': {
      const { conn, role, path, purpose, messages } = item.conn;
      return (
        <div class="diff-detail scroll" tabIndex={0}>
          <h3>
            {conn}, only in {item.side.toUpperCase()}
          </h3>
          <p>
            {[role, path, purpose].join(' · ')}, {plural(messages, 'message')}.{' '}
            {messages > 0 && <PlaceLink side={item.side} conn={conn} seq={0} />}
          </p>
          <p class="second">The other recording has no connection that plays this part.</p>
        </div>
      );
    }
    case 'finding':
      return (
        <div class="diff-detail scroll" tabIndex={0}>
          <h3>
            {item.finding.code}, only in {item.side.toUpperCase()}
          </h3>
          <p>{item.finding.title}</p>
          <p class="second">Findings has it with its evidence when {item.side.toUpperCase()} is open.</p>
        </div>
      );
  }
}

function ConnectionDetail({ diff }: { diff: ConnectionDiff }) {
  const { a, b, phases, messages, stretches, exact, locked, end, parting } = diff;
  return (
    <div class="diff-detail scroll" tabIndex={0} role="region" aria-label="What differs">
      {parting && (
        <>
          <h3>Where they part</h3>
          <p>
            {parting.after ? (
              <>
                Both agree up to <b>{parting.after.name}</b> (<PlaceLink side="a" conn={a} seq={parting.after.a} />,{' '}
                <PlaceLink side="b" conn={b} seq={parting.after.b} />
                ). Then
              </>
            ) : (
              'They differ from the start.'
            )}
          </p>
          <dl class="pair-facts">
            <NextFact side="a" conn={a} next={parting.a} />
            <NextFact side="b" conn={b} next={parting.b} />
          </dl>
        </>
      )}
      <h3>Phases</h3>
      <div class="phase-table" role="table" aria-label="Phases of both">
        <div class="row head" role="row">
          {['Phase', 'A', 'B'].map((title) => (
            <span key={title} role="columnheader">
              {title}
            </span>
          ))}
        </div>
        {phases.map((phase) => (
          <div key={phase.phase} class={`row${phase.differs ? ' differs' : ''}`} role="row">
            <span role="cell">{phase.phase}</span>
            <span role="cell">{phaseWords(phase.a)}</span>
            <span role="cell">{phaseWords(phase.b)}</span>
          </div>
        ))}
        <div class={`row${end.differs ? ' differs' : ''}`} role="row">
          <span role="cell">end</span>
          <span role="cell">{outcomeWords(end.a)}</span>
          <span role="cell">{outcomeWords(end.b)}</span>
        </div>
      </div>
      <h3>Messages</h3>
      <p class="second">
        {count(messages.a)} in A, {count(messages.b)} in B, {count(messages.common)} in common, signs of life left out.
        {!exact && ' Too different to be compared to the end.'}
        {locked && ' Without a key on one side, what is encrypted is compared by its number only.'}
      </p>
      <ul>
        {stretches.map((stretch) => (
          <li key={`${stretch.only} ${stretch.dir} ${stretch.from}`} class={stretch.matters ? '' : 'second'}>
            <StretchWords stretch={stretch} conn={stretch.only === 'a' ? a : b} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function NextFact({ side, conn, next }: { side: Letter; conn: string; next: Next }) {
  return (
    <div>
      <dt>
        <b>{side.toUpperCase()}</b>
      </dt>
      <dd>
        {next.kind === 'message' ? (
          <>
            {next.dir === 'in' ? 'receives' : 'sends'} <b>{next.name}</b> after {duration(next.afterMs)}{' '}
            <PlaceLink side={side} conn={conn} seq={next.seq} />
          </>
        ) : (
          nextWords(next)
        )}
      </dd>
    </div>
  );
}

const phaseWords = (phase: PhaseDiff['a']): string =>
  phase ? `${duration(phase.ms)}, ${phase.verdict}, ${plural(phase.messages, 'message')}` : 'not reached';

function StretchWords({
  stretch: { only, dir, from, to, count: many, names },
  conn,
}: {
  stretch: Stretch;
  conn: string;
}) {
  return (
    <>
      only {only.toUpperCase()} {dir === 'in' ? 'received' : 'sent'} <PlaceLink side={only} conn={conn} seq={from} />
      {to !== from && (
        <>
          {' to '}
          <PlaceLink side={only} conn={conn} seq={to} />
        </>
      )}{' '}
      {names.join(', ')}
      {many > names.length && ` (${count(many)})`}
    </>
  );
}

/** Leads to a frame of one of the two: opens its recording, and shows it in the list. */
function PlaceLink({ side, conn, seq }: { side: Letter; conn: string; seq: number }) {
  const panel = usePanel();
  return (
    <button
      type="button"
      class="link"
      title={`Show in ${side.toUpperCase()}: ${conn}, frame ${seq}`}
      onClick={() => showPlace(panel, side, conn, seq)}
    >
      {side.toUpperCase()} #{seq}
    </button>
  );
}
