import { Dialog } from '../controls/Dialog.tsx';
import { usePanel } from '../PanelContext.tsx';

/** Asks before session keys of a site are read; switches it off again. */
export function ConsentSheet({ origin, onClose }: { origin: string | undefined; onClose(): void }) {
  const { live } = usePanel();
  const here = live?.site.value;
  if (live === undefined || here === undefined) return null;
  const isHere = origin === undefined || origin === here.origin;
  const site = isHere ? here : { origin, decrypt: false };
  if (site.decrypt) {
    return (
      <Dialog title={`Stop decrypting ${site.origin}?`} onClose={onClose}>
        <p>The session keys are forgotten, and new ones are not read. What is recorded stays, encrypted.</p>
        <div class="actions">
          <button
            type="button"
            class="button primary"
            onClick={() => {
              live.decrypt(false);
              onClose();
            }}
          >
            Forget the keys
          </button>
          <button type="button" class="button" onClick={onClose}>
            Go on decrypting
          </button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={`Decrypt the traffic of ${site.origin}?`} onClose={onClose}>
      <p>
        ONE Trace then reads, inside the page, the session keys of its peer connections. Nothing else is read: no
        passwords, no person or instance keys, nothing the page has stored.
      </p>
      <p>
        The keys stay in the memory of this browser and go when it is closed. They leave this machine only in an export
        where you tick them.
      </p>
      <p>
        Connections that are open already cannot be read:{' '}
        {isHere ? 'the page has to be reloaded.' : 'pages of that site have to be reloaded.'}
      </p>
      <div class="actions">
        <button
          type="button"
          class="button primary"
          onClick={() => {
            if (isHere) live.decrypt(true);
            else live.allow('decrypt', site.origin, true);
            onClose();
          }}
        >
          {isHere ? 'Allow and reload' : 'Allow'}
        </button>
        <button type="button" class="button" onClick={onClose}>
          Not now
        </button>
      </div>
    </Dialog>
  );
}
