import { type emptyState } from '../../state/empty-state.ts';
import { usePanel } from '../PanelContext.tsx';

/** Stands in the place of list and view where there is nothing to show, and says why. */
export function EmptyState({ state }: { state: NonNullable<ReturnType<typeof emptyState>> }) {
  const panel = usePanel();
  return (
    <div class="empty" data-region="view" tabIndex={-1}>
      <div>
        <h2>{state.title}</h2>
        {state.text.map((text) => (
          <p key={text}>{text}</p>
        ))}
        <div class="actions">
          {state.actions.map(({ title, isPrimary, run }) => (
            <button key={title} type="button" class={`button${isPrimary ? ' primary' : ''}`} onClick={() => run(panel)}>
              {title}
            </button>
          ))}
        </div>
      </div>
    </div>
  );
}
