import { ConsentSheet } from '../settings/ConsentSheet.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { ExportSheet } from '../export/ExportSheet.tsx';
import { HelpSheet } from './HelpSheet.tsx';
import { usePanel } from '../PanelContext.tsx';
import { UnsealSheet } from '../recordings/UnsealSheet.tsx';
import { DescribeSheet } from '../recordings/DescribeSheet.tsx';
import { MarkSheet } from './MarkSheet.tsx';
import { titleOf } from '../../state/recordings/recording-words.ts';
import { WithdrawSheet } from '../settings/WithdrawSheet.tsx';

/** The sheet that is open, if any. */
export function Dialogs() {
  const { dialog, recordings } = usePanel();
  const open = dialog.value;
  const close = (): void => {
    dialog.value = undefined;
  };
  switch (open?.kind) {
    case 'help':
      return <HelpSheet onClose={close} />;
    case 'export':
      return <ExportSheet onClose={close} />;
    case 'consent':
      return <ConsentSheet origin={open.origin} onClose={close} />;
    case 'withdraw':
    case 'delete-site':
      return <WithdrawSheet origin={open.origin} isAccess={open.kind === 'withdraw'} onClose={close} />;
    case 'unseal':
      return <UnsealSheet onClose={close} />;
    case 'mark':
      return <MarkSheet onClose={close} />;
    case 'describe-recording': {
      const row = recordings.rows.value.find(({ id }) => id === open.id);
      return row ? <DescribeSheet key={row.id} row={row} onClose={close} /> : null;
    }
    case 'delete-recording': {
      const row = recordings.rows.value.find(({ id }) => id === open.id);
      return (
        <Dialog title={`Delete ${row ? titleOf(row) : 'the recording'}?`} onClose={close}>
          <p>It is removed from this machine for good.</p>
          <div class="actions">
            <button
              type="button"
              class="button primary"
              onClick={() => {
                void recordings.remove(open.id);
                close();
              }}
            >
              Delete the recording
            </button>
            <button type="button" class="button" onClick={close}>
              Keep it
            </button>
          </div>
        </Dialog>
      );
    }
    case undefined:
      return null;
  }
}
