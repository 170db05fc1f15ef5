import { Detail } from '../detail/Detail.tsx';
import { usePanel } from '../PanelContext.tsx';
import { SequenceDiagram } from './SequenceDiagram.tsx';
import { SplitPanes } from '../controls/SplitPanes.tsx';

/** Who sent what to whom: this page, the comm server, the peer. */
export function SequenceView() {
  const { layout, selection } = usePanel();
  const hasDetail = layout.isDetailOpen.value && selection.row.value !== undefined;
  return <SplitPanes class="messages" first={<SequenceDiagram />} second={hasDetail ? <Detail /> : undefined} />;
}
