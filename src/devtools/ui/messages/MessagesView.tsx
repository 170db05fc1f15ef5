import { Detail } from '../detail/Detail.tsx';
import { MessageGrid } from './MessageGrid.tsx';
import { NoRows } from './NoRows.tsx';
import { usePanel } from '../PanelContext.tsx';
import { SplitPanes } from '../controls/SplitPanes.tsx';

export function MessagesView() {
  const { layout, selection, shown, session } = usePanel();
  const hasDetail = layout.isDetailOpen.value && selection.row.value !== undefined;
  void shown.version.value;
  const view = shown.view.value;
  const isEmpty = view.length === 0 && view.judged > 0 && session.rows.value.columns.frames > 0;
  return (
    <SplitPanes
      class="messages"
      first={isEmpty ? <NoRows /> : <MessageGrid />}
      second={hasDetail ? <Detail /> : undefined}
    />
  );
}
