import { useState } from 'preact/hooks';
import { Dialog } from './Dialog.tsx';
import { usePanel } from './PanelContext.tsx';

/** Asks for what opens a sealed file. It is used for this file and not kept. */
export function UnsealSheet({ onClose }: { onClose(): void }) {
  const { session } = usePanel();
  const [failed] = useState(() => session.trouble.peek());
  const [secret, setSecret] = useState('');
  if (failed === undefined || failed.origin.kind !== 'file') return null;
  const { origin, trouble } = failed;
  const isKey = trouble.seal === 'needs-key' || trouble.seal === 'not-for-this-key' || trouble.seal === 'wrong-key';

  function open(): void {
    if (origin.kind !== 'file') return;
    session.dismissTrouble();
    session.open({ ...origin, opener: isKey ? { secretKey: secret } : { passphrase: secret } }, origin.name);
    onClose();
  }

  return (
    <Dialog title={`Open ${origin.name}`} onClose={onClose}>
      <p>{isKey ? 'It is sealed for the owner of a key.' : 'It is sealed with a passphrase.'}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          open();
        }}
      >
        <label class="field">
          <span class="second">{isKey ? 'Secret key (otsec1…), or the text of its file' : 'Passphrase'}</span>
          <input
            type="password"
            value={secret}
            autocomplete="off"
            onInput={({ currentTarget }) => setSecret(currentTarget.value)}
          />
        </label>
        <div class="actions">
          <button type="submit" class="button primary" disabled={secret === ''}>
            Open
          </button>
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
