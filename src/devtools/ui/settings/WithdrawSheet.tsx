import { bytes, plural } from '../../state/format.ts';
import { recordingsOf } from '../../state/live/site-rows.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { usePanel } from '../PanelContext.tsx';

/** Takes a site's access away, and says what of it stays on this machine; or only deletes that. */
export function WithdrawSheet({
  origin,
  isAccess,
  onClose,
}: {
  origin: string;
  /** False: access is not touched. */
  isAccess: boolean;
  onClose(): void;
}) {
  const { live, recordings, kept } = usePanel();
  const own = recordingsOf(origin, recordings.rows.value);
  const size = own.reduce((sum, row) => sum + row.bytes, 0);
  const pinned = own.filter(({ pinnedFrom, kind }) => pinnedFrom !== undefined || kind === 'named').length;
  const these = own.length === 1 ? 'its recording' : `its ${own.length} recordings`;

  function act(isDeleting: boolean): void {
    if (isAccess) live?.revoke(origin);
    onClose();
    if (!isDeleting) return;
    void recordings.removeAll(own.map(({ id }) => id));
    void kept.forgetSite(origin);
  }

  return (
    <Dialog
      title={isAccess ? `Withdraw access to ${origin}?` : `Delete what was recorded on ${origin}?`}
      onClose={onClose}
    >
      {isAccess && (
        <p>
          ONE Trace leaves the pages of this site that are open and comes into no new ones. Consent to decryption and
          the page API go too.
        </p>
      )}
      <p>
        {own.length === 0
          ? 'Nothing of this site is on this machine.'
          : `${plural(own.length, 'recording')} of this site ${own.length === 1 ? 'is' : 'are'} on this machine, ${bytes(size)}${
              pinned > 0 ? `, ${pinned} of them pinned or named` : ''
            }. ${isAccess ? 'They stay until you delete them or retention takes them.' : 'Files you exported or imported stay.'}`}
      </p>
      <div class="actions">
        {isAccess && (
          <button type="button" class="button primary" onClick={() => act(false)}>
            {own.length === 0 ? 'Withdraw access' : 'Withdraw access, keep recordings'}
          </button>
        )}
        {own.length > 0 && (
          <button type="button" class={isAccess ? 'button' : 'button primary'} onClick={() => act(true)}>
            {isAccess ? `Withdraw access and delete ${these}` : `Delete ${these}`}
          </button>
        )}
        <button type="button" class="button" onClick={onClose}>
          {isAccess ? 'Keep access' : 'Keep them'}
        </button>
      </div>
    </Dialog>
  );
}
