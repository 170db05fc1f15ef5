import { bytes, count, duration } from '../../state/format.ts';
import type { ServiceLine, TypeLine } from '../../state/sync/sync-summary.ts';
import { Icon } from '../controls/Icon.tsx';
import { KeyFigure } from '../controls/KeyFigure.tsx';
import { usePanel } from '../PanelContext.tsx';

/** What the shown requests amount to: counts, latency by service, objects by type. */
export function SyncSide() {
  const { sync } = usePanel();
  const {
    requests,
    inFlight,
    unanswered,
    answered,
    objects,
    verified,
    bytes: size,
    services,
    types,
  } = sync.summary.value;
  return (
    <div class="sync-side scroll" tabIndex={0} role="region" aria-label="Summary of the requests" data-region="detail">
      <div class="figures">
        <KeyFigure title="In flight" value={count(inFlight)} note="now" />
        <KeyFigure title="Answered" value={count(answered)} note={`of ${count(requests)}`} />
        <KeyFigure
          title="No answer"
          value={count(unanswered)}
          note={unanswered > 0 ? 'ended or older than 10 s' : 'none'}
          {...(unanswered > 0 ? { tone: 'error' as const } : {})}
        />
        <KeyFigure
          title="Objects"
          value={count(objects)}
          note={objects > 0 && objects === verified ? 'all verified' : `${count(verified)} verified`}
        />
        <KeyFigure title="CHUM" value={bytes(size)} note="plain" />
      </div>
      <div role="table" aria-label="Latency by service" class="services">
        <div class="row head" role="row">
          {['Service', 'n', 'p50', 'p95', 'max', 'bad', 'Bytes'].map((title, at) => (
            <span
              key={title}
              role="columnheader"
              class={`${at > 0 ? 'right' : ''}${at === 3 || at === 6 ? ' wide' : ''}`}
            >
              {title}
            </span>
          ))}
        </div>
        {services.map((line) => (
          <Service key={line.service} line={line} />
        ))}
      </div>
      {types.length > 0 && (
        <div role="table" aria-label="Objects by type" class="types">
          <div class="row head" role="row">
            {['Objects by type', 'n', 'Bytes', 'Hash'].map((title, at) => (
              <span key={title} role="columnheader" class={at > 0 ? 'right' : ''}>
                {title}
              </span>
            ))}
          </div>
          {types.map((line) => (
            <ObjectType key={line.type} line={line} />
          ))}
        </div>
      )}
    </div>
  );
}

const time = (ms: number | undefined): string => (ms === undefined ? '–' : duration(ms));

function Service({ line: { service, count: n, p50, p95, max, bad, bytes: size } }: { line: ServiceLine }) {
  return (
    <div class="row" role="row">
      <span role="cell" title={service}>
        {service}
      </span>
      <span role="cell" class="right">
        {count(n)}
      </span>
      <span role="cell" class="right">
        {time(p50)}
      </span>
      <span role="cell" class="right wide">
        {time(p95)}
      </span>
      <span role="cell" class="right second">
        {p50 === undefined ? '–' : time(max)}
      </span>
      <span role="cell" class={`right ${bad > 0 ? 'error' : 'third'}`}>
        {count(bad)}
      </span>
      <span role="cell" class="right second wide">
        {bytes(size)}
      </span>
    </div>
  );
}

function ObjectType({ line: { type, received, sent, bytes: size, verified, wrong } }: { line: TypeLine }) {
  return (
    <div class="row" role="row">
      <span role="cell" title={type}>
        {type}
      </span>
      <span role="cell" class="right">
        {count(received)} ↓ {count(sent)} ↑
      </span>
      <span role="cell" class="right second">
        {bytes(size)}
      </span>
      <span role="cell" class={`right-end inline ${wrong > 0 ? 'error' : 'good'}`}>
        <Icon name={wrong > 0 ? 'cross' : 'check'} small label={wrong > 0 ? 'wrong object' : 'verified'} />
        {count(verified)}/{count(received + sent)}
      </span>
    </div>
  );
}
