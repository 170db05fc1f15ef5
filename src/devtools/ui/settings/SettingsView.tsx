import { pageState } from '../../state/live/page-state.ts';
import { clearStored } from '../../state/stored.ts';
import { KeyPaste } from './KeyPaste.tsx';
import { RetentionSettings } from './RetentionSettings.tsx';
import { SiteTable } from './SiteTable.tsx';
import { Switch } from '../controls/Switch.tsx';
import { TeamKey } from './TeamKey.tsx';
import { usePanel } from '../PanelContext.tsx';
import { WorkersSetting } from './WorkersSetting.tsx';

const isFirefox = location.protocol === 'moz-extension:';

/** PLATFORM §3. */
const FIREFOX_LIMITS = 'In Firefox there is no Web Bluetooth: no page can connect to a device over it here.';

export function SettingsView() {
  const { live, dialog, layout, notices } = usePanel();
  const site = live?.site.value;
  const state = pageState(site);
  return (
    <div class="scroll settings">
      {live && site && (
        <section>
          <h2>This site</h2>
          <div class="setting">
            <span>
              {site.origin === 'null' || site.origin === '' ? 'This page' : site.origin}
              <small class="hint">
                {state.title}. {state.reason}
              </small>
            </span>
            {state.action && (
              <button type="button" class="button" onClick={() => state.action?.run(live)}>
                {state.action.title}
              </button>
            )}
          </div>
          <p class="hint">{privateWords(site.isPrivate)}</p>
          <div class="setting">
            <span>
              Read session keys on this site
              <small class="hint">
                Keys are read inside the page and kept in memory, on disk only where you keep them with a saved
                recording. They never leave this machine unless you export them. Takes effect at the next reload.
              </small>
            </span>
            <Switch
              label={`Decrypt ${site.origin}`}
              isOn={site.decrypt}
              onChange={(on) => (on ? (dialog.value = { kind: 'consent' }) : live.decrypt(false))}
            />
          </div>
          <div class="setting">
            <span>
              Give pages of this site their own figures
              <small class="hint">
                Pages get getConnectionInstrumentationStats(), getConnectionInstrumentationReport() and
                __ONE_TRACE__.mark, stats and report: counts, sizes, states and errors of their own connections, nothing
                of other sites and no content. Takes effect at the next reload.
              </small>
            </span>
            <Switch label={`Page API on ${site.origin}`} isOn={site.pageApi} onChange={(on) => live.pageApi(on)} />
          </div>
          <div class="setting">
            <span>
              Record errors of the console
              <small class="hint">
                What nobody caught and what the page says by console.error stands between its messages, cut short, and
                masked when it leaves. The browser's console then names ONE Trace beside lines of console.error. Not in
                workers. Takes effect at the next reload.
              </small>
            </span>
            <Switch
              label={`Errors of the console of ${site.origin}`}
              isOn={site.errors}
              onChange={(on) => live.errors(on)}
            />
          </div>
          <WorkersSetting live={live} site={site} />
          {isFirefox && <p class="hint">{FIREFOX_LIMITS}</p>}
        </section>
      )}
      <RetentionSettings />
      {live && <SiteTable live={live} />}
      <KeyPaste />
      <TeamKey />
      <section>
        <h2>This panel</h2>
        <div class="setting">
          <span>
            Sizes of the panes, time, recent filters
            <small class="hint">Kept in this browser profile.</small>
          </span>
          <button
            type="button"
            class="button"
            onClick={() => {
              clearStored();
              layout.reset();
              notices.say({ text: 'The panel looks as it did at first' });
            }}
          >
            Reset the panel
          </button>
        </div>
      </section>
      <section>
        <h2>Keyboard</h2>
        <div class="setting">
          <span>Everything can be done with keys.</span>
          <button type="button" class="button" onClick={() => (dialog.value = { kind: 'help' })}>
            Show all keys
          </button>
        </div>
      </section>
    </div>
  );
}

/** Private windows: what the browser's own rules make of them (manifest: `split` in Chromium, `not_allowed` in Firefox). */
function privateWords(isPrivate: boolean): string {
  if (isPrivate)
    return 'This is a private window. What is recorded is kept in memory and goes with the last private window.';
  return isFirefox
    ? 'Private windows are left alone: Firefox would store their recordings with all others, so ONE Trace does not ask to be let in.'
    : 'In private windows ONE Trace runs only if you allow it on the browser’s page of extensions; recordings of those windows are kept in memory.';
}
