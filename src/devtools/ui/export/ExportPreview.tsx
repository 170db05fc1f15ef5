import type { PreviewMember } from '../../../core/report/export-preview.ts';
import type { ExportForm } from '../../state/export/export-form.ts';

/** Exactly what leaves of real messages of this recording: the first of each kind, to be stepped through. */
export function ExportPreview({ form }: { form: ExportForm }) {
  const samples = form.samples.value;
  const at = form.at.value;
  const sample = samples?.[at];
  if (samples === undefined) return <div class="export-preview second">Reading the recording…</div>;
  if (sample === undefined) return <div class="export-preview second">Nothing is recorded.</div>;
  const step = (by: number): void => void (form.at.value = (at + by + samples.length) % samples.length);
  const { title, conn, line, members } = sample;
  return (
    <div class="export-preview">
      <div class="inline">
        <b>Exactly this leaves</b>
        <span class="second grow">
          {title} {conn} · {at + 1} of {samples.length} kinds
        </span>
        <button type="button" class="button" aria-label="Previous kind" onClick={() => step(-1)}>
          ‹
        </button>
        <button type="button" class="button" aria-label="Next kind" onClick={() => step(1)}>
          ›
        </button>
      </div>
      <div class="scroll" tabIndex={0} role="region" aria-label={`What leaves of ${title}`}>
        <table class="before-after">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">In the recording</th>
              <th scope="col">In the file</th>
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <Member key={member.name} member={member} />
            ))}
          </tbody>
        </table>
      </div>
      {line === undefined && <p class="second">This record does not leave.</p>}
    </div>
  );
}

function Member({ member: { name, before, after } }: { member: PreviewMember }) {
  const isSame = before === after;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class={isSame ? '' : 'goes'}>{before === undefined ? '' : isSame ? before : <del>{before}</del>}</td>
      <td class={isSame ? '' : 'comes'}>{after ?? (before === undefined ? '' : 'not included')}</td>
    </tr>
  );
}
