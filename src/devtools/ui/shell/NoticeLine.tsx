import { usePanel } from '../PanelContext.tsx';

export function NoticeLine() {
  const { notices } = usePanel();
  const notice = notices.current.value;
  return (
    <div role="status" aria-live="polite">
      {notice && (
        <div class="notice">
          {notice.text}
          {notice.action && (
            <button
              type="button"
              class="link"
              onClick={() => {
                notice.action?.run();
                notices.dismiss();
              }}
            >
              {notice.action.title}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
