import { useRef, useState } from 'preact/hooks';
import { readPastedKeys } from '../../state/live/pasted-keys.ts';
import { usePanel } from '../PanelContext.tsx';

/** Keys that came another way than with the recording. They are held by the decoder alone and go with the panel. */
export function KeyPaste() {
  const { decoder, notices } = usePanel();
  const field = useRef<HTMLTextAreaElement>(null);
  const [why, setWhy] = useState('');

  async function use(): Promise<void> {
    const area = field.current;
    if (area === null) return;
    const pasted = await readPastedKeys(area.value);
    setWhy(pasted.ok ? '' : pasted.why);
    if (!pasted.ok) return;
    area.value = '';
    decoder.keys(pasted.keys);
    notices.say({ text: `${pasted.keys.length} session ${pasted.keys.length === 1 ? 'key' : 'keys'} in use` });
  }

  return (
    <section>
      <h2>Session keys</h2>
      <label class="key-paste">
        <span>
          Key records for what is shown, one a line
          <small class="hint">As `one-trace` and exports with keys write them. They are not stored.</small>
        </span>
        <textarea
          ref={field}
          rows={3}
          spellcheck={false}
          autocomplete="off"
          aria-describedby="key-paste-why"
          placeholder={'{"kind":"key","conn":"ws3","t":…,"cipher":"xsalsa20poly1305","key":"…"}'}
        />
      </label>
      <p id="key-paste-why" class="key-paste-why" role="status">
        {why}
      </p>
      <button type="button" class="button" onClick={() => void use()}>
        Use these keys
      </button>
    </section>
  );
}
