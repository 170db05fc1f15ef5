import type { Evidence, Finding } from '../../../core/report/report.ts';
import { evidenceRow } from '../../state/findings/evidence.ts';
import { clock } from '../../state/format.ts';
import { KINDS } from '../../../core/trace/page-layout.ts';
import type { IconName } from '../controls/icons.ts';
import { usePanel } from '../PanelContext.tsx';

export const SEVERITY_ICONS: Record<Finding['severity'], IconName> = {
  error: 'cross',
  warning: 'triangle',
  info: 'info',
};

/** One finding: what happened, the records that prove it, where to look. */
export function FindingDetail({ finding }: { finding: Finding }) {
  const panel = usePanel();
  const { code, severity, conn, t, title, explanation, advice, causedBy, evidence } = finding;
  return (
    <section class="detail" aria-label="Finding">
      <div class="article" tabIndex={0} data-region="detail">
        <h2>{title}</h2>
        <p class="second">
          {code} · {severity} ·{' '}
          {conn && (
            <button type="button" class="link" onClick={() => (panel.scope.key.value = `conn:${conn}`)}>
              {conn}
            </button>
          )}{' '}
          · {clock(t)}
        </p>
        <h3>What happened</h3>
        <p>{explanation}</p>
        {causedBy && <p class="second">Follows from {causedBy}.</p>}
        <h3>Evidence</h3>
        {evidence.map((each, at) => (
          <EvidenceLine key={at} evidence={each} />
        ))}
        <h3>What to check</h3>
        <p>{advice}</p>
      </div>
    </section>
  );
}

function EvidenceLine({ evidence }: { evidence: Evidence }) {
  const panel = usePanel();
  const rows = panel.session.rows.value;
  const row = evidenceRow(evidence, rows);
  if (row === undefined) return <p class="third">{evidence.conn}: a record that is no longer stored</p>;
  const { columns } = rows;
  const name = columns.tables.names[columns.get('name', row)] ?? '';
  const no = columns.get('no', row);
  return (
    <div class="evidence">
      <span class="chip" data-phase={columns.tables.phases[columns.get('phase', row)] ?? ''}>
        {no > 0 ? columns.tables.layers[columns.get('layers', row)]?.at(-1) || 'raw' : KINDS[columns.get('kind', row)]}
      </span>
      <button type="button" class="link" onClick={() => panel.show(row)}>
        {no > 0 ? `#${no}` : name}
      </button>
      <span class="cut" title={columns.summary(row)}>
        {no > 0 ? `${name} ${columns.summary(row)}` : columns.summary(row)}
      </span>
      <span class="second">{clock(columns.get('t', row))}</span>
    </div>
  );
}
