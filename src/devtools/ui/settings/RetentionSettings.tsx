import type { RetentionLimits } from '../../../core/store/store.ts';
import { bytes } from '../../state/format.ts';
import { Switch } from '../controls/Switch.tsx';
import { usePanel } from '../PanelContext.tsx';

const MB = 1_048_576;
const MINUTE = 60_000;
const minutes = (ms: number): string => (ms < 60 * MINUTE ? `${ms / MINUTE} min` : `${ms / MINUTE / 60} h`);

const CHOICES: readonly {
  name: keyof RetentionLimits;
  title: string;
  hint: string;
  values: readonly number[];
  words: (value: number) => string;
}[] = [
  {
    name: 'ms',
    title: 'Recent past of a tab: no older than',
    hint: 'Of what is older, life cycle and handshakes stay for as long as there is room.',
    values: [5, 15, 30, 60, 240].map((value) => value * MINUTE),
    words: minutes,
  },
  {
    name: 'bytes',
    title: 'Recent past of a tab: no larger than',
    hint: 'The oldest bulk goes first, and what went is counted.',
    values: [16, 32, 64, 128, 512].map((value) => value * MB),
    words: bytes,
  },
  {
    name: 'originBytes',
    title: 'All tabs of one site together',
    hint: 'A site can only take the place of its own recordings, never of those of another.',
    values: [64, 256, 1024].map((value) => value * MB),
    words: bytes,
  },
  {
    name: 'totalBytes',
    title: 'Everything together',
    hint: 'What you saved counts, and is never deleted by itself: as it grows, less of the recent past is kept.',
    values: [512, 1024, 2048, 5120, 20_480].map((value) => value * MB),
    words: bytes,
  },
];

/** How much is kept, and for how long. */
export function RetentionSettings() {
  const { recordings, live } = usePanel();
  const limits = recordings.limits.value;
  const { setLimits } = recordings;
  const { saved, recent } = recordings.usage.value;
  if (setLimits === undefined) return null;
  return (
    <section>
      <h2>What is kept</h2>
      <p class="hint">
        {bytes(saved + recent)} of {bytes(limits.totalBytes)} are in use: {bytes(saved)} saved, {bytes(recent)} recent
        past of tabs.
      </p>
      {CHOICES.map(({ name, title, hint, values, words }) => (
        <label key={name} class="setting">
          <span>
            {title}
            <small class="hint">{hint}</small>
          </span>
          <select
            class="input"
            value={limits[name]}
            onChange={({ currentTarget }) => void setLimits({ ...limits, [name]: Number(currentTarget.value) })}
          >
            {[...new Set([...values, limits[name]])]
              .sort((a, b) => a - b)
              .map((value) => (
                <option key={value} value={value}>
                  {words(value)}
                </option>
              ))}
          </select>
        </label>
      ))}
      {live && (
        <div class="setting">
          <span>
            Keep the list on reload
            <small class="hint">
              Off: each reload of the page begins an empty list. The old one stays for a while.
            </small>
          </span>
          <Switch
            label="Keep the list on reload"
            isOn={live.keepsOnReload.value}
            onChange={(on) => live.keepOnReload(on)}
          />
        </div>
      )}
    </section>
  );
}
