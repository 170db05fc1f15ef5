import { IconButton } from '../controls/IconButton.tsx';
import { usePanel } from '../PanelContext.tsx';
import { FrameDetail } from './FrameDetail.tsx';
import { RecordDetail } from './RecordDetail.tsx';

/** Everything about the selected row. */
export function Detail() {
  const { selection, layout, shown } = usePanel();
  const row = selection.row.value;
  const detail = selection.detail.value;
  void shown.version.value;
  const close = () => {
    layout.isDetailOpen.value = false;
  };
  if (detail === undefined) {
    const text = selection.loading.value
      ? 'Loading…'
      : row === undefined
        ? 'Select a message to see its layers.'
        : 'This message is no longer stored.';
    return (
      <section class="detail" aria-label="Detail">
        <div class="detail-head">
          <span class="third grow">{text}</span>
          <IconButton icon="close" title="Close detail" onClick={close} />
        </div>
      </section>
    );
  }
  const isHidden = row !== undefined && shown.view.value.indexOf(row) < 0;
  return (
    <section class="detail" aria-label="Detail" aria-busy={selection.loading.value}>
      {detail.kind === 'frame' ? (
        <FrameDetail detail={detail} isHidden={isHidden} onClose={close} />
      ) : (
        <RecordDetail detail={detail} isHidden={isHidden} onClose={close} />
      )}
    </section>
  );
}
