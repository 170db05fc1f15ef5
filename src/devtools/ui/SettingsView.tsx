import { clearStored } from '../state/stored.ts';
import { KeyPaste } from './KeyPaste.tsx';
import { RetentionSettings } from './RetentionSettings.tsx';
import { Switch } from './Switch.tsx';
import { TeamKey } from './TeamKey.tsx';
import { usePanel } from './PanelContext.tsx';

const CAPTURE_WORDS = {
  unsupported: 'pages of this kind cannot be captured',
  none: 'access not granted',
  reload: 'granted, starts with the next reload',
  capturing: 'granted, capturing',
  lost: 'the page lost its connection to ONE Trace, reload it',
};

export function SettingsView() {
  const { live, dialog, layout, notices } = usePanel();
  const site = live?.site.value;
  return (
    <div class="scroll settings">
      {live && site && (
        <section>
          <h2>This site</h2>
          <div class="setting">
            <span>
              {site.origin}
              <small class="hint">{CAPTURE_WORDS[site.capture]}</small>
            </span>
            {site.capture === 'none' ? (
              <button type="button" class="button" onClick={() => void live.grant()}>
                Grant access
              </button>
            ) : (
              <button type="button" class="button" onClick={() => live.revoke()}>
                Withdraw access
              </button>
            )}
          </div>
          <div class="setting">
            <span>
              Read session keys on this site
              <small class="hint">
                Keys are read inside the page and kept in memory. They never leave this machine unless you export them.
                Takes effect at the next reload.
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
        </section>
      )}
      <RetentionSettings />
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
