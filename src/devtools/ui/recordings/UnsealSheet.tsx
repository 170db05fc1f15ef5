import { useState } from 'preact/hooks';
import { sealedBy } from '../../state/recordings/sealed-by.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { usePanel } from '../PanelContext.tsx';
import { SecretField } from '../controls/SecretField.tsx';
import { SheetForm } from '../controls/SheetForm.tsx';

/** Asks for what opens a sealed file. It is used for this file and not kept. */
export function UnsealSheet({ onClose }: { onClose(): void }) {
  const { session } = usePanel();
  const [failed] = useState(() => session.trouble.peek());
  const [secret, setSecret] = useState('');
  if (failed === undefined || failed.origin.kind !== 'file') return null;
  const { origin, trouble } = failed;
  const { isKey, label, opener } = sealedBy(trouble.seal);

  function open(): void {
    if (origin.kind !== 'file') return;
    session.dismissTrouble();
    session.open({ ...origin, opener: opener(secret) }, origin.name);
  }

  return (
    <Dialog title={`Open ${origin.name}`} onClose={onClose}>
      <p>{isKey ? 'It is sealed for the owner of a key.' : 'It is sealed with a passphrase.'}</p>
      <SheetForm action="Open" isReady={secret !== ''} onSubmit={open} onClose={onClose}>
        <SecretField label={label} class="field" value={secret} onInput={setSecret} />
      </SheetForm>
    </Dialog>
  );
}
