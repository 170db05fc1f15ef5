import { useState } from 'preact/hooks';
import { markedMessage, setMark } from '../../state/recordings/recording-commands.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { usePanel } from '../PanelContext.tsx';
import { SheetForm } from '../controls/SheetForm.tsx';

const LONGEST = 1000;

/** A mark with a note, on the selected message or on this moment. */
export function MarkSheet({ onClose }: { onClose(): void }) {
  const panel = usePanel();
  const [about, setAbout] = useState(markedMessage(panel));
  const [text, setText] = useState('');
  return (
    <Dialog title="Set a mark" onClose={onClose}>
      <SheetForm
        action="Set the mark"
        onSubmit={() => void setMark(panel, { text: text.trim() || 'mark', ...(about ? { about } : {}) })}
        onClose={onClose}
      >
        <label class="field">
          <span class="second">What happened</span>
          <input
            type="text"
            value={text}
            maxLength={LONGEST}
            autofocus
            autocomplete="off"
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        {about && (
          <label class="check">
            <input
              type="checkbox"
              checked
              onChange={({ currentTarget }) => setAbout(currentTarget.checked ? markedMessage(panel) : undefined)}
            />
            <span>On the selected message of {about.conn}</span>
          </label>
        )}
      </SheetForm>
    </Dialog>
  );
}
