import { useState } from 'preact/hooks';
import type { RecordingRow } from '../../../core/store/store.ts';
import { titleOf } from '../../state/recordings/recording-words.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { usePanel } from '../PanelContext.tsx';
import { SheetForm } from '../controls/SheetForm.tsx';

/** Name and note of a saved recording. */
export function DescribeSheet({ row, onClose }: { row: RecordingRow; onClose(): void }) {
  const { recordings } = usePanel();
  const [name, setName] = useState(titleOf(row));
  const [note, setNote] = useState(row.note ?? '');
  return (
    <Dialog title="Name and note" onClose={onClose}>
      <SheetForm
        action="Keep name and note"
        onSubmit={() => {
          const said = note.trim();
          void recordings.update(row.id, { name: name.trim() || undefined, note: said === '' ? undefined : said });
        }}
        onClose={onClose}
      >
        <label class="field">
          <span class="second">Name</span>
          <input
            type="text"
            value={name}
            maxLength={200}
            autofocus
            autocomplete="off"
            onFocus={({ currentTarget }) => currentTarget.select()}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
        </label>
        <label class="field">
          <span class="second">Note</span>
          <textarea
            rows={3}
            value={note}
            maxLength={4000}
            onInput={({ currentTarget }) => setNote(currentTarget.value)}
          />
        </label>
      </SheetForm>
    </Dialog>
  );
}
