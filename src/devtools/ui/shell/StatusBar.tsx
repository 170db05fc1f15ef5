import { bytes, count, plural } from '../../state/format.ts';
import { usePanel } from '../PanelContext.tsx';

export function StatusBar() {
  const { session, scope, shown, live } = usePanel();
  const share = session.share.value;
  void session.version.value;
  void shown.version.value;
  const { columns, conns } = session.rows.value;
  const { lost, cut } = conns.losses;
  const isPinned = live?.recording.value?.pinned === true;
  const isCapturing = live?.site.value?.capture === 'capturing';
  return (
    <footer class="status">
      {columns.frames > 0 && (
        <>
          <span class="cut">
            {scope.title.value}: {count(shown.view.value.frames)} of {plural(columns.frames, 'message')}
          </span>
          <span class="wide-only">
            {plural(conns.count, 'connection')} · {bytes(conns.bytes)}
          </span>
        </>
      )}
      {isCapturing && (
        <span class="inline good">
          <span class="dot pulse" />
          {isPinned ? 'recording' : 'keeping the recent past'}
        </span>
      )}
      {share === undefined && session.pending.value && <span class="third">reading…</span>}
      {columns.rows > 0 && <span class={lost > 0 ? 'warning' : 'wide-only'}>{count(lost)} lost</span>}
      {cut > 0 && <span class="warning">{plural(cut, 'payload')} cut</span>}
      <span class="grow" />
      {share !== undefined && <ImportProgress share={share} />}
      <span class="wide-only">
        <kbd>/</kbd> filter <kbd>j</kbd>
        <kbd>k</kbd> move <kbd>[</kbd>
        <kbd>]</kbd> views <kbd>?</kbd> all keys
      </span>
    </footer>
  );
}

/** At the end of the bar: what grows beside it must not move the button under the pointer. */
function ImportProgress({ share }: { share: number }) {
  const { stopImport } = usePanel();

  /** The button goes with the import, and focus must not go with it. */
  function stop(): void {
    stopImport();
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-region=view]')?.focus());
  }

  return (
    <span class="inline second import-progress">
      {Math.floor(share * 100)} % of the file read
      <button type="button" class="link" onClick={stop}>
        Stop the import
      </button>
    </span>
  );
}
