import { count } from '../../state/format.ts';
import { noRows } from '../../state/rows/no-rows.ts';
import { ALL } from '../../state/scope/scope.ts';
import { usePanel } from '../PanelContext.tsx';

/** Stands where the filter or the scope left nothing, with the shortest way out. */
export function NoRows() {
  const panel = usePanel();
  const { filter, scope } = panel;
  const { hidden, worst } = noRows(panel);
  const isFiltered = filter.text.value.trim() !== '';
  return (
    <div class="empty">
      <div>
        <h2>No message fits</h2>
        <p>
          All {count(hidden)} messages are hidden by the {isFiltered ? 'filter' : 'scope'}
          {isFiltered && scope.key.value !== ALL ? ` and the scope (${scope.title.value})` : ''}.
          {worst && ` Without ${worst.term} there are ${count(worst.left)}.`}
        </p>
        <div class="actions">
          {worst && (
            <button type="button" class="button primary" onClick={() => filter.apply(worst.rest)}>
              Drop {worst.term}
            </button>
          )}
          {isFiltered && (
            <button type="button" class="button" onClick={() => filter.apply('')}>
              Clear the filter
            </button>
          )}
          {scope.key.value !== ALL && (
            <button type="button" class="button" onClick={() => (scope.key.value = ALL)}>
              Show all connections
            </button>
          )}
        </div>
      </div>
    </div>
  );
}
