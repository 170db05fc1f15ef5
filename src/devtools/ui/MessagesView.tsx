import { Detail } from './Detail.tsx';
import { MessageGrid } from './MessageGrid.tsx';
import { usePanel } from './PanelContext.tsx';
import { SplitPanes } from './SplitPanes.tsx';

export function MessagesView() {
  const { layout, selection } = usePanel();
  const hasDetail = layout.isDetailOpen.value && selection.row.value !== undefined;
  return <SplitPanes class="messages" first={<MessageGrid />} second={hasDetail ? <Detail /> : undefined} />;
}
