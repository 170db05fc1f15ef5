import { useRef } from 'preact/hooks';
import type { Letter } from '../../../core/contract/two-recordings.ts';
import { titleOf } from '../../state/recordings/recording-words.ts';
import { usePanel } from '../PanelContext.tsx';
import { RecordingFile } from '../controls/RecordingFile.tsx';

/** One of two recordings: one that is stored, or a file. */
export function SidePick({ side }: { side: Letter }) {
  const { two, recordings } = usePanel();
  const file = useRef<HTMLInputElement>(null);
  const picked = two.sides[side].value;
  const letter = side.toUpperCase();
  const rows = recordings.rows.value;
  const id = picked?.origin.kind === 'recording' ? picked.origin.id : undefined;
  const isListed = rows.some((row) => row.id === id);
  return (
    <span class="side-pick">
      <b>{letter}</b>
      <select
        aria-label={`Recording ${letter}`}
        value={picked === undefined ? '' : isListed ? String(id) : 'other'}
        onChange={({ currentTarget }) => {
          const row = rows.find((each) => String(each.id) === currentTarget.value);
          if (row) two.pick(side, { origin: { kind: 'recording', id: row.id }, name: titleOf(row) });
        }}
      >
        {picked === undefined && <option value="">Pick a recording…</option>}
        {picked !== undefined && !isListed && <option value="other">{picked.name}</option>}
        {rows.map((row) => (
          <option key={row.id} value={String(row.id)}>
            {titleOf(row)}
          </option>
        ))}
      </select>
      <button type="button" class="button" onClick={() => file.current?.click()}>
        File…
      </button>
      <RecordingFile
        input={file}
        label={`File for ${letter}`}
        onFile={(chosen) =>
          two.pick(side, {
            origin: { kind: 'file', file: chosen, name: chosen.name, salvage: false },
            name: chosen.name,
          })
        }
      />
    </span>
  );
}
