import { useState } from 'preact/hooks';
import type { RowDetail } from '../../../core/contract/decoder.ts';
import { carriesBytes, COPY_FORMATS, copyAs, type CopyFormat } from '../../state/detail/copy-as.ts';
import { secretFields } from '../../state/detail/detail-views.ts';
import { copyText } from '../controls/clipboard.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { Menu } from '../controls/Menu.tsx';
import { usePanel } from '../PanelContext.tsx';

/** Copies a message; one that would carry a hidden value asks first. */
export function CopyButton({ detail }: { detail: Extract<RowDetail, { kind: 'frame' }> }) {
  const { notices, layout } = usePanel();
  const [isOpen, setOpen] = useState(false);
  const [asked, setAsked] = useState<CopyFormat>();
  const secrets = secretFields(detail).length + (detail.masked ? 1 : 0);

  async function copy(format: CopyFormat): Promise<void> {
    const done = await copyText(copyAs(format, detail));
    notices.say({ text: done ? 'Copied' : 'The browser did not allow copying' });
  }

  const items = COPY_FORMATS.map(({ id, title }) => ({
    title,
    run: () => (secrets > 0 && carriesBytes(id) ? setAsked(id) : void copy(id)),
  }));
  return (
    <span style={{ position: 'relative' }} data-copy>
      <IconButton icon="copy" title="Copy as (c)" hasPopup="menu" expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {layout.dock.value === 'right' ? '' : 'Copy as ▾'}
      </IconButton>
      {isOpen && (
        <Menu label="Copy as" items={items} style={{ right: 0, top: '24px' }} onClose={() => setOpen(false)} />
      )}
      {asked && (
        <Dialog title="Copy hidden values?" onClose={() => setAsked(undefined)}>
          <p>
            This message holds {secrets === 1 ? 'a value' : `${secrets} values`} that the panel keeps masked. The copy
            contains it in the clear.
          </p>
          <div class="actions">
            <button
              type="button"
              class="button primary"
              onClick={() => {
                void copy(asked);
                setAsked(undefined);
              }}
            >
              Copy with hidden values
            </button>
            <button type="button" class="button" onClick={() => setAsked(undefined)}>
              Do not copy
            </button>
          </div>
        </Dialog>
      )}
    </span>
  );
}
