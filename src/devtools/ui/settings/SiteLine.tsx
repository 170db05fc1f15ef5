import { bytes } from '../../state/format.ts';
import type { Live } from '../../state/live/live.ts';
import type { ListedSite } from '../../state/live/site-rows.ts';
import { usePanel } from '../PanelContext.tsx';
import { Switch } from '../controls/Switch.tsx';

const ACCESS = { declared: 'comes with ONE Trace', granted: 'granted by you', missing: 'none' };

export function SiteLine({ row, live }: { row: ListedSite; live: Live }) {
  const { dialog } = usePanel();
  const { site, origin, access, isHere, recordings } = row;
  const size = recordings.reduce((sum, each) => sum + each.bytes, 0);
  const isOpen = access !== 'missing' && origin !== undefined;
  return (
    <div role="row" class="site">
      <span role="rowheader" class="cut" title={site}>
        {site}
        {isHere && <small class="hint">this page</small>}
      </span>
      <span role="cell" class="second">
        {ACCESS[access]}
      </span>
      <span role="cell">
        {isOpen && <Switch label={`Capture ${site}`} isOn={row.capture} onChange={(on) => live.capture(origin, on)} />}
      </span>
      <span role="cell">
        {isOpen && (
          <Switch
            label={`Decryption on ${site}`}
            isOn={row.decrypt}
            onChange={(on) =>
              on ? (dialog.value = { kind: 'consent', origin }) : live.allow('decrypt', origin, false)
            }
          />
        )}
      </span>
      <span role="cell">
        {isOpen && (
          <Switch
            label={`Figures for pages of ${site}`}
            isOn={row.pageApi}
            onChange={(on) => live.allow('page-api', origin, on)}
          />
        )}
      </span>
      <span role="cell" class="second">
        {recordings.length > 0 ? `${recordings.length} (${bytes(size)})` : '–'}
      </span>
      <span role="cell" class="inline">
        {access === 'missing' && origin !== undefined && (
          <button type="button" class="button" onClick={() => void live.grant(origin)}>
            Grant…
          </button>
        )}
        {row.canRevoke && origin !== undefined && (
          <button type="button" class="button" onClick={() => (dialog.value = { kind: 'withdraw', origin })}>
            Withdraw…
          </button>
        )}
        {!row.canRevoke && recordings.length > 0 && origin !== undefined && (
          <button type="button" class="button" onClick={() => (dialog.value = { kind: 'delete-site', origin })}>
            Delete…
          </button>
        )}
      </span>
    </div>
  );
}
