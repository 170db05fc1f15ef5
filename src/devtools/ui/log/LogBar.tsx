import { LOG_SOURCES, type LogShown } from '../../state/log/log.ts';
import { plural } from '../../state/format.ts';
import { copyText } from '../controls/clipboard.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { usePanel } from '../PanelContext.tsx';

const LEVELS: readonly { id: LogShown; title: string }[] = [
  { id: 'all', title: 'All' },
  { id: 'warnings', title: 'Warnings' },
  { id: 'errors', title: 'Errors' },
];

/** What the log shows, and the button that copies it. */
export function LogBar({ length }: { length: number }) {
  const { log, notices } = usePanel();
  const level = log.level.value;
  const sources = log.sources.value;

  async function copy(): Promise<void> {
    const done = await copyText(log.copy(0, length - 1));
    notices.say({ text: done ? `Copied ${plural(length, 'line')}` : 'The browser did not allow copying' });
  }

  return (
    <div class="view-bar">
      <span class="segments" role="group" aria-label="Level">
        {LEVELS.map(({ id, title }) => (
          <button key={id} type="button" aria-pressed={id === level} onClick={() => log.show(id)}>
            {title}
          </button>
        ))}
      </span>
      <span class="segments" role="group" aria-label="Sources">
        {LOG_SOURCES.map((source) => (
          <button key={source} type="button" aria-pressed={sources.has(source)} onClick={() => log.toggle(source)}>
            {source}
          </button>
        ))}
      </span>
      <span class="grow" />
      <span class="third wide-only">{plural(length, 'line')}</span>
      <IconButton icon="copy" title="Copy the lines shown" disabled={length === 0} onClick={() => void copy()} />
    </div>
  );
}
