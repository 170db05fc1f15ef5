import { useState } from 'preact/hooks';
import { plural } from '../state/format.ts';
import { download } from './clipboard.ts';
import { Dialog } from './Dialog.tsx';
import { usePanel } from './PanelContext.tsx';

/** Says what leaves with an export, and asks for it. */
export function ExportSheet({ onClose }: { onClose(): void }) {
  const { decoder, session, notices } = usePanel();
  const [withKeys, setWithKeys] = useState(false);
  const [isUnderstood, setUnderstood] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const { columns, conns } = session.rows.value;
  const keys = session.report.value.connections.filter(({ keyKnown }) => keyKnown).length;

  async function run(): Promise<void> {
    setBusy(true);
    try {
      const { file, name } = await decoder.export({ keys: withKeys });
      download(file, name);
      notices.say({ text: `Exported ${name}` });
      onClose();
    } catch (error) {
      notices.say({ text: `Export failed: ${error instanceof Error ? error.message : String(error)}` });
      setBusy(false);
    }
  }

  return (
    <Dialog title="Export the whole recording" onClose={onClose}>
      <p>
        The file holds {plural(columns.frames, 'message')} of {plural(conns.count, 'connection')} as they were captured:
        addresses, public keys, close reasons and every payload that went unencrypted. Whoever has the session keys can
        read the rest from it.
      </p>
      <label class="check">
        <input
          type="checkbox"
          checked={isUnderstood}
          onChange={({ currentTarget }) => setUnderstood(currentTarget.checked)}
        />
        <span>I know that this file may hold personal data and secrets.</span>
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={withKeys}
          disabled={keys === 0}
          onChange={({ currentTarget }) => setWithKeys(currentTarget.checked)}
        />
        <span>
          Add the session keys ({keys})
          <small class="hint">
            Whoever opens the file can then read names, messages, tokens: everything that was encrypted on these
            connections.
          </small>
        </span>
      </label>
      <div class="actions">
        <button type="button" class="button primary" disabled={!isUnderstood || isBusy} onClick={() => void run()}>
          {isBusy ? 'Exporting…' : withKeys ? 'Export with keys' : 'Export without keys'}
        </button>
        <button type="button" class="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </Dialog>
  );
}
