import { useEffect } from 'preact/hooks';
import type { Live } from '../../state/live/live.ts';
import { siteRows } from '../../state/live/site-rows.ts';
import { usePanel } from '../PanelContext.tsx';
import { SiteLine } from './SiteLine.tsx';

const COLUMNS = ['Site', 'Access', 'Capture', 'Decrypt', 'Page API', 'Recordings', ''];

/** Every site that has something to do with ONE Trace, and what it may do there. */
export function SiteTable({ live }: { live: Live }) {
  const { recordings } = usePanel();
  const here = live.site.value?.origin ?? '';
  useEffect(() => {
    live.askSites();
    void recordings.refresh();
  }, [here]);
  const { listed, others } = siteRows(live.sites.value ?? [], here, recordings.rows.value);
  return (
    <section class="sites">
      <h2>All sites</h2>
      <div role="table" aria-label="Sites">
        <div role="row" class="site head">
          {COLUMNS.map((title) => (
            <span key={title} role="columnheader">
              {title || <span class="hidden-text">Actions</span>}
            </span>
          ))}
        </div>
        {listed.map((row) => (
          <SiteLine key={row.site} row={row} live={live} />
        ))}
      </div>
      {others.length > 0 && (
        <p class="hint">ONE Trace also comes with access to {others.join(', ')}; nothing was recorded there yet.</p>
      )}
    </section>
  );
}
