import type { Suggestion } from '../../../core/filter/complete.ts';
import { countMatches } from '../../state/filter/filter-values.ts';
import { count } from '../../state/format.ts';
import { usePanel } from '../PanelContext.tsx';

/** What the filter could go on with. */
export function Suggestions({
  suggestions,
  at,
  onTake,
}: {
  suggestions: Suggestion[];
  at: number;
  onTake(suggestion: Suggestion): void;
}) {
  const panel = usePanel();
  return (
    <div
      id="filter-suggestions"
      class="popup suggestions"
      role="listbox"
      aria-label="Continue with"
      hidden={suggestions.length === 0}
    >
      {suggestions.length > 0 && (
        <div class="caption" role="presentation">
          <span>Continue with</span>
          <span>matches in {panel.scope.title.value}</span>
        </div>
      )}
      {suggestions.map((suggestion, index) => (
        <div
          key={suggestion.text}
          id={`suggestion-${index}`}
          class="option"
          role="option"
          aria-selected={index === at}
          onMouseDown={(event) => {
            event.preventDefault();
            onTake(suggestion);
          }}
        >
          <span class="mono cut">
            {suggestion.text.slice(0, suggestion.typed[0])}
            <b>{suggestion.text.slice(...suggestion.typed)}</b>
            {suggestion.text.slice(suggestion.typed[1])}
          </span>
          <span class="second cut">{suggestion.about}</span>
          <span class="third">
            {suggestion.probe === undefined ? '' : matches(countMatches(panel, suggestion.probe))}
          </span>
        </div>
      ))}
      {suggestions.length > 0 && (
        <div class="foot" role="presentation">
          <span>
            <kbd>Tab</kbd> complete
          </span>
          <span>
            <kbd>↑↓</kbd> choose
          </span>
          <span>
            <kbd>Enter</kbd> apply
          </span>
          <span>
            <kbd>Esc</kbd> leave
          </span>
        </div>
      )}
    </div>
  );
}

const matches = (found: number | undefined): string => (found === undefined ? '' : count(found));
