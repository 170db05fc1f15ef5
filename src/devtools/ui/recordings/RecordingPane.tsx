import type { RecordingRow } from '../../../core/store/store.ts';
import { plural } from '../../state/format.ts';
import { keepKeys, keepRow, openRow, summaryOf } from '../../state/recordings/recording-commands.ts';
import { findingsOf, isKept, lengthOf, missingOf, titleOf } from '../../state/recordings/recording-words.ts';
import { RecordingExport } from './RecordingExport.tsx';
import { usePanel } from '../PanelContext.tsx';

/** The selected recording: what it is, what can be done with it, and its export. */
export function RecordingPane() {
  const { recordings, reader } = usePanel();
  const row = recordings.rows.value.find(({ id }) => id === reader?.selected.value);
  if (row === undefined) {
    return (
      <section class="recording-pane" aria-label="Selected recording">
        <p class="second">Choose a recording to export, name or delete it. Enter opens it in the other views.</p>
        <p class="second">What you saved stays until you delete it. The recent past of a tab goes by itself.</p>
      </section>
    );
  }
  return (
    <section class="recording-pane" aria-label="Selected recording">
      <RecordingTitle row={row} />
      {reader?.report.value ? (
        <RecordingExport key={row.id} row={row} reader={reader} report={reader.report.value} />
      ) : (
        <p class="second">Reading the recording…</p>
      )}
    </section>
  );
}

function RecordingTitle({ row }: { row: RecordingRow }) {
  const panel = usePanel();
  const { dialog, live } = panel;
  const summary = summaryOf(panel, row);
  const length = lengthOf(row);
  const isThisTab = live?.recording.value?.id === row.id;
  return (
    <>
      <div class="recording-title">
        <h2 class="cut">{titleOf(row)}</h2>
        <span class="second">
          {summary && `${plural(summary.connections, 'connection')} · `}
          {plural(row.frames, 'message')}
          {length !== undefined && ` · ${length}`}
        </span>
      </div>
      {row.importing !== undefined && (
        <p class="second">It is still being imported: what is found in it, and an export, may be of a part only.</p>
      )}
      {row.note && <p class="second">{row.note}</p>}
      {summary && summary.errors + summary.warnings > 0 && <p>Found: {findingsOf(summary)}</p>}
      {row.keys && <p class="second">Its session keys are kept with it on this machine until it is deleted.</p>}
      {row.lost > 0 && <p class="warning">{missingOf(row)}</p>}
      <div class="actions">
        <button type="button" class="button" onClick={() => openRow(panel, row)}>
          Open
        </button>
        {isKept(row) ? (
          <button
            type="button"
            class="button"
            onClick={() => (dialog.value = { kind: 'describe-recording', id: row.id })}
          >
            Name and note…
          </button>
        ) : (
          <button type="button" class="button" onClick={() => void keepRow(panel, row)}>
            Save as a recording
          </button>
        )}
        {isKept(row) && live && (
          <button
            type="button"
            class="button"
            title="Else they are gone when the browser ends, and what is encrypted stays closed"
            onClick={() => void keepKeys(panel, row)}
          >
            {row.keys ? 'Forget its keys' : 'Keep its session keys'}
          </button>
        )}
        {!isThisTab && (
          <button
            type="button"
            class="button"
            onClick={() => (dialog.value = { kind: 'delete-recording', id: row.id })}
          >
            Delete…
          </button>
        )}
      </div>
    </>
  );
}
