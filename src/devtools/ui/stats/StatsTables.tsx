import type { ErrorFigures, KindFigures } from '../../../core/stats/stats-view.ts';
import { count } from '../../state/format.ts';
import { FAMILY_WORDS, rate, tripWords } from '../../state/stats/stats-words.ts';
import { Icon } from '../controls/Icon.tsx';
import { usePanel } from '../PanelContext.tsx';

const TRIP_COLUMNS = ['n', 'p50', 'p95', 'max', 'here', 'p95 here'];

/** Round trips by what was asked; `here` is what this page was asked and how long it took. */
export function TripTable({ kinds, isPart }: { kinds: KindFigures[]; isPart: boolean }) {
  return (
    <div role="table" aria-label="Round trips by kind" class="trips">
      <div class="row head" role="row">
        <span role="columnheader">Round trips{isPart && ', whole time'}</span>
        {TRIP_COLUMNS.map((name) => (
          <span key={name} role="columnheader" class="right">
            {name}
          </span>
        ))}
      </div>
      {kinds.length === 0 && <p class="section second">No answer was measured.</p>}
      {kinds.map(({ family, name, out, in: into }) => {
        const [asked, own] = [tripWords(out), tripWords(into)];
        return (
          <div key={`${family} ${name}`} class="row" role="row">
            <span role="cell" title={`${FAMILY_WORDS[family]}: ${name}`}>
              {name} <span class="third">{FAMILY_WORDS[family]}</span>
            </span>
            {[count(out.count), asked.p50, asked.p95, asked.max, count(into.count), own.p95].map((text, at) => (
              <span key={at} role="cell" class={`right ${at > 3 ? 'second' : ''}`}>
                {text}
              </span>
            ))}
          </div>
        );
      })}
    </div>
  );
}

/** Errors and warnings by what they concern. */
export function ErrorTable({ errors }: { errors: ErrorFigures[] }) {
  const { go } = usePanel();
  return (
    <div role="table" aria-label="Errors by kind" class="errors">
      <div class="row head" role="row">
        {['Errors', 'n', 'Rate', 'Codes'].map((name, at) => (
          <span key={name} role="columnheader" class={at === 1 || at === 2 ? 'right' : ''}>
            {name}
          </span>
        ))}
      </div>
      {errors.length === 0 && <p class="section second">None.</p>}
      {errors.map(({ type, severity, count: n, perMinute, codes }) => (
        <div key={`${type} ${severity}`} class="row" role="row">
          <span role="cell" class={`inline ${severity}`}>
            <Icon name={severity === 'error' ? 'cross' : 'triangle'} small label={severity} />
            {type}
          </span>
          <span role="cell" class="right">
            {count(n)}
          </span>
          <span role="cell" class="right second">
            {rate(perMinute, '/min')}
          </span>
          <span role="cell">
            <button type="button" class="link cut" title={codes.join(', ')} onClick={() => go('findings')}>
              {codes.join(', ')}
            </button>
          </span>
        </div>
      ))}
    </div>
  );
}
